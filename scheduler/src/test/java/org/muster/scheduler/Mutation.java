package org.muster.scheduler;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ways in which a request can be broken, by accident or by malice. */
enum Mutation {
    TRUNCATED {
        @Override
        String apply(String text, Random random) {
            return text.substring(0, random.nextInt(text.length()));
        }
    },
    BEGINNING_LOST {
        @Override
        String apply(String text, Random random) {
            return text.substring(random.nextInt(text.length()));
        }
    },
    REPEATED_ELEMENT {
        @Override
        String apply(String text, Random random) {
            String line = line(text, random);
            return text.replaceFirst(
                    Pattern.quote(line), Matcher.quoteReplacement(line.repeat(1 + random.nextInt(2000))));
        }
    },
    REPEATED_BLOCK {
        @Override
        String apply(String text, Random random) {
            Matcher block = Pattern.compile(
                            "<(result|msg_from_host|host_info|time_stats|file_info|app_version|other_result)>.*?</\\1>",
                            Pattern.DOTALL)
                    .matcher(text);
            List<String> blocks = block.results().map(found -> found.group()).toList();
            String one = blocks.get(random.nextInt(blocks.size()));
            return text.replace(one, one.repeat(1 + random.nextInt(30)));
        }
    },
    LOST_LINES {
        @Override
        String apply(String text, Random random) {
            return text.replace(line(text, random), "").replace(line(text, random), "");
        }
    },
    HUGE_NUMBER {
        @Override
        String apply(String text, Random random) {
            return number(text, random, pick(NUMBERS, random));
        }
    },
    JUNK_ANYWHERE {
        @Override
        String apply(String text, Random random) {
            String result = text;
            for (int spot = 0; spot < 3; spot++) {
                int at = random.nextInt(result.length());
                int removed = random.nextInt(Math.min(20, result.length() - at));
                result = result.substring(0, at) + pick(JUNK, random) + result.substring(at + removed);
            }
            return result;
        }
    },
    CONTROL_CHARACTERS {
        @Override
        String apply(String text, Random random) {
            char[] letters = text.toCharArray();
            for (int spot = 0; spot < 40; spot++) {
                letters[random.nextInt(letters.length)] = (char) random.nextInt(32);
            }
            return new String(letters);
        }
    },
    WRONG_CHARSET {
        @Override
        String apply(String text, Random random) {
            if (random.nextInt(4) == 0) {
                StringBuilder wide = new StringBuilder("\u00ff\u00fe");
                text.chars().forEach(letter -> wide.append((char) letter).append('\0'));
                return wide.toString();
            }
            char[] letters = text.toCharArray();
            for (int spot = 0; spot < 40; spot++) {
                letters[random.nextInt(letters.length)] = (char) (128 + random.nextInt(128));
            }
            return new String(letters);
        }
    },
    ENTITY_BOMB {
        @Override
        String apply(String text, Random random) {
            StringBuilder bomb = new StringBuilder("<?xml version=\"1.0\"?>\n<!DOCTYPE b [\n<!ENTITY e0 \"ha\">\n");
            for (int level = 1; level < 30; level++) {
                bomb.append("<!ENTITY e%d \"&e%d;&e%d;&e%d;\">\n".formatted(level, level - 1, level - 1, level - 1));
            }
            return bomb + "<!ENTITY file SYSTEM \"file:///etc/passwd\">\n]>\n"
                    + text.replace("<domain_name>", "<domain_name>&e29;&file;");
        }
    },
    DEEP_NESTING {
        @Override
        String apply(String text, Random random) {
            int depth = 1 + random.nextInt(20_000);
            String name = pick(List.of("a", "result", "other_results", "host_info", "scheduler_request"), random);
            String line = line(text, random);
            return text.replaceFirst(
                    Pattern.quote(line), Matcher.quoteReplacement(line + ("<" + name + ">").repeat(depth)));
        }
    },
    LONG_TEXT {
        @Override
        String apply(String text, Random random) {
            String line = line(text, random);
            int at = line.indexOf('>') + 1;
            String longer = line.substring(0, at) + "x".repeat(random.nextInt(200_000)) + line.substring(at);
            return text.replaceFirst(Pattern.quote(line), Matcher.quoteReplacement(longer));
        }
    };

    private static final List<String> NUMBERS = List.of(
            "99999999999999999999999",
            "-1",
            "1e999",
            "-1e999",
            "nan",
            "inf",
            "0x7fffffffffffffff",
            "9223372036854775807",
            "-9223372036854775808",
            "2147483648",
            "1e308",
            "4.9e-324",
            "",
            "00000000000000000000000000000009");

    private static final List<String> JUNK = List.of(
            "\0",
            "\u0001\u0002",
            "<",
            ">",
            "&",
            "]]>",
            "<![CDATA[",
            "</result>",
            "<result>",
            "-1",
            "\u00c3\u00a9",
            "\u00ff\u00fe",
            "'",
            "\\",
            "%s%n",
            "<!--",
            "-->",
            "<scheduler_request>",
            "</scheduler_request>",
            "&#0;",
            "&#999999999;",
            "<?xml",
            "${jndi:ldap://x}",
            "' or '1'='1");

    private static final Pattern VALUE = Pattern.compile(">-?[0-9][0-9.]*<");

    abstract String apply(String text, Random random);

    /** Breaks a request in this way. */
    byte[] apply(byte[] request, Random random) {
        return apply(new String(request, ISO_8859_1), random).getBytes(ISO_8859_1);
    }

    private static String pick(List<String> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    private static String line(String text, Random random) {
        int at = random.nextInt(text.length());
        int start = text.lastIndexOf('\n', at) + 1;
        int end = text.indexOf('\n', at);
        return text.substring(start, end < 0 ? text.length() : end + 1);
    }

    private static String number(String text, Random random, String value) {
        List<int[]> places = VALUE.matcher(text)
                .results()
                .map(found -> new int[] {found.start() + 1, found.end() - 1})
                .toList();
        int[] place = places.get(random.nextInt(places.size()));
        return text.substring(0, place[0]) + value + text.substring(place[1]);
    }
}

package org.muster.control.volunteer;

import org.muster.common.protocol.XmlScanner;

/**
 * A {@code <file_ref>}: under which name an application knows a file.
 *
 * @param fileName physical name
 * @param openName logical name, empty when there is none
 * @param mainProgram whether it is the program to start
 * @param copied whether the file itself, not a link, stands under the logical name
 */
public record FileUse(String fileName, String openName, boolean mainProgram, boolean copied) {
    static FileUse read(XmlScanner scanner) {
        String fileName = "";
        String openName = "";
        boolean mainProgram = false;
        boolean copied = false;
        scanner.enter();
        while (scanner.next()) {
            switch (scanner.name()) {
                case "file_name" -> fileName = scanner.text();
                case "open_name" -> openName = scanner.text();
                case "main_program" -> mainProgram = scanner.flag();
                case "copy_file" -> copied = scanner.flag();
                default -> scanner.skip();
            }
        }
        return new FileUse(fileName, openName, mainProgram, copied);
    }
}

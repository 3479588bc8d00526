package org.muster.control.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HeapInfoTest {
    @Test
    void generations_are_added_up() {
        assertThat(HeapInfo.usedMegabytes("""
                        4711:
                        DefNew     total 116160K, used 1024K [0x00000000e0000000, 0x00000000e7e00000)
                         eden space 103296K,  34% used [0x00000000e0000000, 0x00000000e2258520)
                        Tenured    total 258048K, used 2048K [0x00000000eaaa0000, 0x0000000100000000)
                         the  space 258048K,   0% used [0x00000000eaaa0000, 0x00000000eabc3ab8)
                        Metaspace       used 47519K, committed 48448K, reserved 1114112K
                        """)).isEqualTo(3);
    }

    @Test
    void a_heap_in_one_piece_is_what_it_says() {
        assertThat(HeapInfo.usedMegabytes("""
                        4711:
                        garbage-first heap   total reserved 524288K, committed 389120K, used 11264K [0x00000000e0000000)
                         region size 1024K, 10 young (10240K), 3 survivors (3072K)
                        """)).isEqualTo(11);
    }

    @Test
    void a_process_that_is_gone_has_no_figure() {
        assertThat(HeapInfo.usedMegabytes("4711: No such process\n")).isNaN();
    }
}

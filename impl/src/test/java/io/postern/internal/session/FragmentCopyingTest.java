package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledHeapByteBuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What collecting a fragmented message costs: memory in use, and bytes copied to make room. */
class FragmentCopyingTest {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final int LIMIT = 1 << 30;

    /** Heap buffers that count their capacity and what growing copies. */
    private static final class Counting extends AbstractByteBufAllocator {

        private long copied;
        private long allocated;

        private final class Counted extends UnpooledHeapByteBuf {

            Counted(int initialCapacity, int maxCapacity) {
                super(Counting.this, initialCapacity, maxCapacity);
                allocated = initialCapacity;
            }

            @Override
            public ByteBuf capacity(int newCapacity) {
                if (newCapacity > capacity()) {
                    copied += readableBytes();
                    allocated = newCapacity;
                }
                return super.capacity(newCapacity);
            }
        }

        @Override
        protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
            return new Counted(initialCapacity, maxCapacity);
        }

        @Override
        protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
            return new Counted(initialCapacity, maxCapacity);
        }

        @Override
        public boolean isDirectBufferPooled() {
            return false;
        }
    }

    private final Counting allocator = new Counting();

    private void collect(int size, int fragments) {
        FragmentBuffer buffer = new FragmentBuffer(allocator, () -> LIMIT, fragments);
        ByteBuf fragment = Unpooled.wrappedBuffer(new byte[size / fragments]);
        for (int i = 1; i <= fragments; i++) {
            buffer.add(
                    fragment,
                    i == fragments,
                    whole -> assertThat(whole.readableBytes()).isEqualTo(size));
        }
        fragment.release();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_024, 4_096})
    void the_copying_depends_on_the_size_and_not_on_the_fragments(int fragments) {
        collect(16 * MEBIBYTE, fragments);
        assertThat(allocator.copied).isLessThanOrEqualTo(2L * 16 * MEBIBYTE);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 16, 1_024})
    void memory_grows_with_the_message_and_not_with_its_limit(int fragments) {
        collect(MEBIBYTE, fragments);
        assertThat(allocator.allocated).isLessThanOrEqualTo(2L * MEBIBYTE);
    }

    @Test
    void copying_grows_with_the_size_only() {
        collect(128 * MEBIBYTE, 4_096);
        assertThat(allocator.copied).isLessThanOrEqualTo(2L * 128 * MEBIBYTE);
    }
}

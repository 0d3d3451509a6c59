package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.postern.internal.endpoint.Message;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartialBinarySinkTest {

    private final List<Message> parts = new ArrayList<>();
    private final PartialBinarySink sink = new PartialBinarySink(parts::add);

    @Test
    void each_frame_is_a_part_in_memory_of_its_own() {
        ByteBuf network = Unpooled.directBuffer().writeBytes(new byte[] {1, 2, 3, 4});
        sink.frame(network.slice(1, 2), false);
        sink.frame(network.slice(4, 0), true);
        network.setZero(0, 4).release();
        assertThat(parts)
                .containsExactly(
                        new Message.Binary(ByteBuffer.wrap(new byte[] {2, 3}), false),
                        new Message.Binary(ByteBuffer.allocate(0), true));
        assertThat(((ByteBuffer) parts.get(0).payload()).hasArray()).isTrue();
        assertThat(sink.collects()).isFalse();
    }
}

package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.ImmediateExecutor;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class BudgetedSslHandlerTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final BudgetedSslHandler handler;
    private final ChannelHandlerContext context;

    BudgetedSslHandlerTest() throws NoSuchAlgorithmException {
        handler =
                new BudgetedSslHandler(
                        SSLContext.getDefault().createSSLEngine(), ImmediateExecutor.INSTANCE);
        channel.pipeline().addLast(handler);
        context = channel.pipeline().context(handler);
    }

    @Test
    void a_task_that_fails_is_passed_on_while_the_handler_is_there() throws Exception {
        handler.exceptionCaught(context, new SSLHandshakeException("refused"));
        assertThatThrownBy(channel::checkException).hasMessage("refused");
        channel.finishAndReleaseAll();
    }

    @Test
    void a_task_that_fails_when_the_handler_has_gone_is_nobodys_concern() throws Exception {
        channel.pipeline().remove(handler);
        handler.exceptionCaught(context, new SSLHandshakeException("the listener stops"));
        assertThatCode(channel::checkException).doesNotThrowAnyException();
        channel.finishAndReleaseAll();
    }
}

package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.postern.RefusalReason;
import io.postern.internal.testing.RecordedLog;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpgradeFaultTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.upgrade");

    /** A request that breaks the rules in a way that no rule foresees. */
    private static final class Poisoned extends DefaultFullHttpRequest {

        Poisoned() {
            super(HttpVersion.HTTP_1_1, HttpMethod.GET, "/chat/a");
            headers().setAll(Requests.upgrade("/chat/a").headers());
        }

        @Override
        public String uri() {
            throw new IllegalStateException("poisoned");
        }
    }

    @Test
    void a_fault_of_the_rules_is_answered_with_500_and_logged() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.channel
                    .pipeline()
                    .context(HttpRequestDecoder.class)
                    .fireChannelRead(new Poisoned());
            assertThat(upgrade.sent()).startsWith("HTTP/1.1 500 ").doesNotContain("poisoned");
            assertThat(upgrade.refusal().reason()).isEqualTo(RefusalReason.INTERNAL_ERROR);
            assertThat(log.lines()).singleElement().asString().contains("POSTERN4001");
        }
    }

    @Test
    void a_fault_of_the_connection_closes_it_and_the_log_repeats_nothing_of_the_peer() {
        try (UpgradeChannel upgrade = new UpgradeChannel()) {
            upgrade.channel.pipeline().fireExceptionCaught(new IOException("kAnArY"));
            assertThat(upgrade.channel.isOpen()).isFalse();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("POSTERN4002")
                    .doesNotContain("kAnArY");
        }
    }
}

package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.ServerEndpoint;
import org.junit.jupiter.api.Test;

class InheritedCallbacksTest {

    abstract static class Base extends Recorder {
        @OnOpen
        public void open() {
            saw("base opened");
        }

        @OnMessage
        public void text(String message) {
            saw("base got " + message);
        }

        @OnClose
        public void close() {
            saw("base closed");
        }
    }

    @ServerEndpoint("/")
    public static class Inheriting extends Base {}

    @ServerEndpoint("/")
    public static class OverridingWithAnnotation extends Base {
        @OnMessage
        @Override
        public void text(String message) {
            saw("sub got " + message);
        }
    }

    @ServerEndpoint("/")
    public static class OverridingWithoutAnnotation extends Base {
        @Override
        public void open() {
            saw("sub opened");
        }
    }

    abstract static class Generic<T> extends Recorder {
        @OnMessage
        public void take(T message) {
            saw("generic got " + message);
        }
    }

    @ServerEndpoint("/")
    public static class Binding extends Generic<String> {
        @OnMessage
        @Override
        public void take(String message) {
            saw("bound got " + message);
        }
    }

    /** The compiler adds bridges here, since the methods' class is not public. */
    @ServerEndpoint("/")
    public static class PublicBelowPackagePrivate extends Base {}

    @Test
    void methods_of_superclasses_are_callbacks() {
        Inheriting endpoint = new Inheriting();
        Connection.to(endpoint).open().text("hello").close();
        assertThat(endpoint.calls).containsExactly("base opened", "base got hello", "base closed");
    }

    @Test
    void an_overriding_method_with_the_annotation_is_called_once() {
        OverridingWithAnnotation endpoint = new OverridingWithAnnotation();
        Connection.to(endpoint).open().text("hello");
        assertThat(endpoint.calls).containsExactly("base opened", "sub got hello");
    }

    @Test
    void an_overriding_method_without_the_annotation_is_no_callback() {
        OverridingWithoutAnnotation endpoint = new OverridingWithoutAnnotation();
        Connection.to(endpoint).open().text("hello");
        assertThat(endpoint.calls).containsExactly("base got hello");
    }

    @Test
    void a_method_that_binds_a_type_variable_overrides_the_generic_one() {
        Binding endpoint = new Binding();
        Connection.to(endpoint).open().text("hello");
        assertThat(endpoint.calls).containsExactly("bound got hello");
    }

    @Test
    void bridges_that_only_widen_access_hide_nothing_and_double_nothing() {
        PublicBelowPackagePrivate endpoint = new PublicBelowPackagePrivate();
        Connection.to(endpoint).open().text("hello").close();
        assertThat(endpoint.calls).containsExactly("base opened", "base got hello", "base closed");
    }
}

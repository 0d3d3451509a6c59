package io.postern.it.app;

import io.postern.Dispatch;
import io.postern.DispatchOn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.UserTransaction;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Looks for naming and transactions: for a text on the event loop, for bytes on a worker. */
@ServerEndpoint("/transactions")
@DispatchOn(Dispatch.EVENT_LOOP)
@ApplicationScoped
public class Transactions {

    @Inject Work work;
    @Inject Instance<Clerk> clerk;
    @Inject InRequest request;

    @OnMessage
    public String onEventLoop(String question) throws Exception {
        return Thread.currentThread().getName().startsWith("postern-default-message-")
                ? answer(question)
                : "not on the event loop";
    }

    @OnMessage
    @DispatchOn(Dispatch.MANAGED)
    public String managed(ByteBuffer question) throws Exception {
        byte[] bytes = new byte[question.remaining()];
        question.get(bytes);
        return answer(new String(bytes, java.nio.charset.StandardCharsets.US_ASCII));
    }

    private String answer(String question) throws Exception {
        return switch (question) {
            case "naming" ->
                    lookUp("java:module/ModuleName") + ", " + lookUp("java:comp/env/place");
            case "user" -> userTransaction();
            case "ejb" -> request.next() + ", " + clerk.get().next() + ", " + request.next();
            case "transactional" -> work.status() + ", then " + status();
            default -> "unknown question";
        };
    }

    private static String userTransaction() throws Exception {
        UserTransaction transaction = (UserTransaction) lookUp("java:comp/UserTransaction");
        int before = transaction.getStatus();
        transaction.begin();
        int within = transaction.getStatus();
        transaction.rollback();
        return name(before) + ", " + name(within) + ", " + name(transaction.getStatus());
    }

    private static String status() throws NamingException {
        return name(
                ((TransactionSynchronizationRegistry)
                                lookUp("java:comp/TransactionSynchronizationRegistry"))
                        .getTransactionStatus());
    }

    private static String name(int status) {
        return switch (status) {
            case Status.STATUS_ACTIVE -> "active";
            case Status.STATUS_NO_TRANSACTION -> "none";
            default -> Integer.toString(status);
        };
    }

    @SuppressWarnings("BanJNDI") // constant names
    private static Object lookUp(String name) throws NamingException {
        return new InitialContext().lookup(name);
    }

    /** Runs in a transaction. */
    @ApplicationScoped
    public static class Work {

        @Transactional
        public String status() throws NamingException {
            return Transactions.status();
        }
    }
}

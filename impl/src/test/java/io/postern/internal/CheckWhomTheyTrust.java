package io.postern.internal;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.TrustManager;

/** A trust manager, or a host name verifier, does something before it agrees. */
final class CheckWhomTheyTrust extends ArchCondition<JavaClass> {

    CheckWhomTheyTrust() {
        super("check whom they trust");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (type.isAssignableTo(TrustManager.class)
                || type.isAssignableTo(HostnameVerifier.class)) {
            type.getMethods().stream()
                    .filter(method -> method.getName().matches("check.*Trusted|verify"))
                    .forEach(method -> check(method, events));
        }
    }

    private static void check(JavaMethod method, ConditionEvents events) {
        boolean empty = method.getAccessesFromSelf().isEmpty();
        events.add(
                new SimpleConditionEvent(
                        method, !empty, method.getFullName() + " agrees without looking"));
    }
}

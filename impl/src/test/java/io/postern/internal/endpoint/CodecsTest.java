package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the lists of encoders and decoders of an endpoint mean. */
class CodecsTest {

    static class Animal {}

    static class Dog extends Animal {}

    static class Puppy extends Dog {}

    /** Both an encoder and a decoder must say which of the two defaults they mean. */
    abstract static class Coder {
        public void init(EndpointConfig config) {}

        public void destroy() {}
    }

    static class OfAnimals extends Coder implements Encoder.Text<Animal>, Decoder.Text<Animal> {
        @Override
        public String encode(Animal animal) {
            return "animal";
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public Animal decode(String text) {
            return new Animal();
        }
    }

    static class OfDogs extends Coder implements Encoder.Binary<Dog>, Decoder.Binary<Dog> {
        @Override
        public ByteBuffer encode(Dog dog) {
            return ByteBuffer.allocate(1);
        }

        @Override
        public boolean willDecode(ByteBuffer bytes) {
            return true;
        }

        @Override
        public Dog decode(ByteBuffer bytes) {
            return new Dog();
        }
    }

    static class OfDogsToo implements Encoder.Text<Dog> {
        @Override
        public String encode(Dog dog) {
            return "dog";
        }
    }

    /** Two forms for one type in one class. */
    static class TwoForms implements Encoder.BinaryStream<Dog>, Encoder.Text<Dog> {
        @Override
        public void encode(Dog dog, OutputStream out) {}

        @Override
        public String encode(Dog dog) {
            return "dog";
        }
    }

    abstract static class Abstract extends OfAnimals {}

    static class Nothing extends Coder implements Encoder, Decoder {}

    static class Unknown<T> implements Encoder.Text<T> {
        @Override
        public String encode(T object) {
            return "";
        }
    }

    static class Lists implements Decoder.Text<LinkedList<List<String>>> {
        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public LinkedList<List<String>> decode(String text) {
            return new LinkedList<>();
        }
    }

    private final List<String> problems = new ArrayList<>();

    private Codecs codecs(
            List<Class<? extends Encoder>> encoders, List<Class<? extends Decoder>> decoders) {
        return Codecs.read(encoders, decoders, problems::add);
    }

    private static Class<?> chosen(Codecs codecs, Class<?> actual) {
        return codecs.encoderFor(actual).orElseThrow().implementation();
    }

    /** WSC-4.1.2-1: the class itself or a superclass of it. */
    @Test
    void the_encoder_of_the_nearest_type_is_taken_wherever_it_stands() {
        for (List<Class<? extends Encoder>> order :
                List.<List<Class<? extends Encoder>>>of(
                        List.of(OfAnimals.class, OfDogs.class),
                        List.of(OfDogs.class, OfAnimals.class))) {
            Codecs codecs = codecs(order, List.of());
            assertThat(chosen(codecs, Animal.class)).isEqualTo(OfAnimals.class);
            assertThat(chosen(codecs, Dog.class)).isEqualTo(OfDogs.class);
            assertThat(chosen(codecs, Puppy.class)).isEqualTo(OfDogs.class);
            assertThat(codecs.encoderFor(String.class)).isEmpty();
        }
    }

    /** J-75. */
    @Test
    void of_two_encoders_for_a_type_the_first_is_taken() {
        assertThat(chosen(codecs(List.of(OfDogs.class, OfDogsToo.class), List.of()), Puppy.class))
                .isEqualTo(OfDogs.class);
        assertThat(chosen(codecs(List.of(OfDogsToo.class, OfDogs.class), List.of()), Puppy.class))
                .isEqualTo(OfDogsToo.class);
    }

    @Test
    void a_class_of_two_forms_is_used_in_the_same_one_always() {
        Codecs codecs = codecs(List.of(TwoForms.class), List.of());
        assertThat(codecs.encoders()).hasSize(2);
        assertThat(codecs.encoderFor(Dog.class).orElseThrow().form()).isEqualTo(CodecForm.TEXT);
    }

    @Test
    void the_decoders_for_a_type_keep_the_order_of_the_list() {
        Codecs codecs = codecs(List.of(), List.of(OfDogs.class, OfAnimals.class));
        assertThat(codecs.decodersFor(Animal.class))
                .extracting(CodecType::implementation)
                .containsExactly(OfDogs.class, OfAnimals.class);
        assertThat(codecs.decodersFor(Dog.class))
                .extracting(CodecType::implementation)
                .containsExactly(OfDogs.class);
        assertThat(codecs.decodersFor(Puppy.class)).isEmpty();
    }

    /** As the TCK's linkedListHashSetTextHandlerTest has it. */
    @Test
    void a_parameterized_type_counts_by_its_class() {
        Codecs codecs = codecs(List.of(), List.of(Lists.class));
        assertThat(codecs.decodersFor(LinkedList.class)).hasSize(1);
    }

    static class Numbers implements Decoder.Text<Integer> {
        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public Integer decode(String text) {
            return text.length();
        }
    }

    @Test
    void a_decoder_of_a_box_is_for_its_primitive_too() {
        Codecs codecs = codecs(List.of(), List.of(Numbers.class));
        assertThat(codecs.decodersFor(int.class)).isEqualTo(codecs.decodersFor(Integer.class));
        assertThat(codecs.decodersFor(int.class)).hasSize(1);
        assertThat(codecs.decodersFor(long.class)).isEmpty();
    }

    @Test
    void a_value_may_have_an_encoder_where_its_declared_type_is_above_or_below_one() {
        Codecs codecs = codecs(List.of(OfDogs.class), List.of());
        assertThat(codecs.mayEncode(Object.class)).isTrue();
        assertThat(codecs.mayEncode(Puppy.class)).isTrue();
        assertThat(codecs.mayEncode(String.class)).isFalse();
    }

    @Test
    void what_cannot_be_used_is_told_with_its_class() {
        Codecs codecs =
                codecs(
                        List.of(Abstract.class, Nothing.class, Unknown.class, Encoder.Text.class),
                        List.of(Nothing.class));
        assertThat(problems)
                .satisfiesExactly(
                        p -> assertThat(p).startsWith(Abstract.class.getName() + " is abstract"),
                        p -> assertThat(p).contains("Nothing implements none of Encoder.Text"),
                        p ->
                                assertThat(p)
                                        .contains("Unknown does not say which type it is for")
                                        .contains("implement Encoder.Text with a class"),
                        p -> assertThat(p).contains("Encoder$Text is abstract"),
                        p -> assertThat(p).contains("Nothing implements none of Decoder.Text"));
        assertThat(codecs.decoders()).isEmpty();
    }
}

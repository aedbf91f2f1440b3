import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.OutputStream;
import java.net.IDN;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.Properties;
import java.util.stream.IntStream;

/** Writes ordinary messages as Jakarta Mail builds them, one file each, into the folder given as the only argument. */
public class MakeSamples {
  private interface Build {
    void into(MimeMessage message) throws Exception;
  }

  private static Path folder;
  private static Session session;

  public static void main(String[] args) throws Exception {
    folder = Path.of(args[0]);
    Properties properties = new Properties();
    properties.put("mail.from", "shop@example.com"); // else the Message-ID names this machine
    session = Session.getInstance(properties);

    write("plain-name", message -> message.setFrom(named("Shop", "shop@example.com")));
    write("no-name", message -> message.setFrom("shop@example.com"));
    write("accents", message -> message.setFrom(named("Jürgen Müller", "shop@example.com")));
    write("latin1-name", message ->
        message.setFrom(new InternetAddress("shop@example.com", "Jürgen Müller", "ISO-8859-1")));
    write("long-japanese-name", message ->
        message.setFrom(named("日本株式会社 ".repeat(12).trim(), "shop@example.com")));
    write("comma-and-quotes", message ->
        message.setFrom(named("Doe, \"Jo\" \\ John: [x];", "shop@example.com")));
    write("international-domain", message -> {
      message.setFrom("shop@" + IDN.toASCII("bücher.example"));
      message.setRecipient(RecipientType.TO, named("Ünï", "ann@" + IDN.toASCII("ünï.example")));
    });
    write("sender-equal-to-from", message -> {
      message.setFrom(named("The Shop", "shop@example.com"));
      message.setSender(new InternetAddress("shop@example.com"));
    });
    write("reply-to", message -> message.setReplyTo(new InternetAddress[] {
      named("Müller, Jürgen", "reply@example.org"), new InternetAddress("other@example.org"),
    }));
    write("sixty-to", message -> message.setRecipients(RecipientType.TO, people("to", 60)));
    write("many-cc", message -> message.setRecipients(RecipientType.CC, people("cc", 40)));
    write("bcc", message -> message.setRecipients(RecipientType.BCC, people("bcc", 3)));
    write("only-bcc", message -> {
      message.setRecipients(RecipientType.TO, (InternetAddress[]) null);
      message.setRecipients(RecipientType.BCC, people("bcc", 3));
    });
    write("parsed-to", message -> message.setRecipients(RecipientType.TO, InternetAddress.parse(
        "\"Doe, Ann\" <ann@example.net>, bob@example.net (Bob), undisclosed:;, Carl <carl@example.net>")));
    write("long-subject", message -> message.setSubject("Grüße und eine Rechnung ".repeat(20).trim(), "UTF-8"));
    write("8bit-body", message -> {
      message.setText("Grüße\r\nLine two\r\n", "UTF-8");
      message.setHeader("Content-Transfer-Encoding", "8bit");
    });
    write("html-and-text", message -> message.setContent(alternative()));
    write("attachment-non-ascii-name", message -> {
      MimeBodyPart file = new MimeBodyPart();
      file.setText("%PDF", "US-ASCII");
      file.setFileName("Rechnung für Müller und Söhne.pdf");
      MimeBodyPart text = new MimeBodyPart();
      text.setContent(alternative());
      message.setContent(new MimeMultipart(text, file));
    });
  }

  /** An ordinary message, changed by `build`; each has its own name as the subject unless it sets another. */
  private static void write(String name, Build build) throws Exception {
    MimeMessage message = new MimeMessage(session);
    message.setSentDate(new Date(1_800_000_000_000L));
    message.setFrom(named("Shop", "shop@example.com"));
    message.setRecipient(RecipientType.TO, new InternetAddress("ann@example.net"));
    message.setSubject(name);
    message.setText("Hello\r\n");
    build.into(message);
    message.saveChanges();
    try (OutputStream file = Files.newOutputStream(folder.resolve(name + ".eml"))) {
      message.writeTo(file);
    }
  }

  private static MimeMultipart alternative() throws Exception {
    MimeBodyPart text = new MimeBodyPart();
    text.setText("Grüße", "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText("<p>Grüße</p>", "UTF-8", "html");
    return new MimeMultipart("alternative", text, html);
  }

  private static InternetAddress[] people(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> named("Müller, Jürgen " + n, prefix + "." + n + "@example.net"))
        .toArray(InternetAddress[]::new);
  }

  private static InternetAddress named(String name, String address) {
    try {
      return new InternetAddress(address, name, "UTF-8");
    } catch (java.io.UnsupportedEncodingException impossible) {
      throw new AssertionError(impossible);
    }
  }
}

package io.github.asyncioctl.world;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** A server's certificate, signed by itself, and clients that trust anybody. */
final class Certificates {
  private static final char[] PASSWORD = "world".toCharArray();

  private Certificates() {}

  /** For the server and the client alike. */
  static SSLContext context(Provider provider) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS", provider);
    context.init(Own.KEYS, new TrustManager[] {new Trusting()}, null);
    return context;
  }

  /** Made once: a key takes its time. */
  private static final class Own {
    static final KeyManager[] KEYS = keys();

    private static KeyManager[] keys() {
      try {
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
            "world", pair.getPrivate(), PASSWORD, new Certificate[] {certificate(pair)});
        KeyManagerFactory factory =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
      } catch (Exception e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private static Certificate certificate(KeyPair pair) throws Exception {
      AlgorithmIdentifier algorithm =
          new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
      V3TBSCertificateGenerator unsigned = new V3TBSCertificateGenerator();
      X500Name name = new X500Name("CN=localhost");
      Instant now = Instant.now();
      unsigned.setSerialNumber(new ASN1Integer(1));
      unsigned.setIssuer(name);
      unsigned.setSubject(name);
      unsigned.setStartDate(new Time(Date.from(now.minus(Duration.ofDays(1)))));
      unsigned.setEndDate(new Time(Date.from(now.plus(Duration.ofDays(1)))));
      unsigned.setSubjectPublicKeyInfo(
          SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
      unsigned.setSignature(algorithm);
      TBSCertificate body = unsigned.generateTBSCertificate();
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(body.getEncoded());
      byte[] signed =
          new DERSequence(new ASN1Encodable[] {body, algorithm, new DERBitString(signature.sign())})
              .getEncoded();
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(signed));
    }
  }

  private static final class Trusting extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

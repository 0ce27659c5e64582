"""Amazon's side of the wire: a certificate authority, and the signer it vouches for."""

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256, HashAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

URL = "https://s3.amazonaws.com/echo.api/echo-api-cert-12.pem"
NAME = "echo-api.amazon.com"
SKILL = "amzn1.ask.skill.00000000-0000-4000-8000-000000000000"
"""The skill that the simulator's requests are meant for."""

DAY = timedelta(days=1)

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True)
class Issuer:
    """A certificate that issues others."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @classmethod
    def root(cls) -> "Issuer":
        key = new_key()
        return cls(_certificate("Test Root", key, "Test Root", key, authority=True, end=30 * DAY), key)

    def intermediate(self) -> "Issuer":
        key = new_key()
        return Issuer(_certificate("Test CA", key, _name(self), self.key, authority=True, end=30 * DAY), key)

    def leaf(
        self,
        key: PrivateKey,
        name: str = NAME,
        start: timedelta = -DAY,
        end: timedelta = DAY,
    ) -> x509.Certificate:
        """A certificate for a server's name; `start` and `end` of its life from now."""
        return _certificate(name, key, _name(self), self.key, start=start, end=end)


@dataclass(frozen=True)
class Authority:
    """A root, the intermediate that issues Alexa's certificates, and Alexa's own key."""

    root: Issuer = field(default_factory=Issuer.root)
    intermediate: Issuer = field(init=False)
    key: rsa.RSAPrivateKey = field(default_factory=new_key)

    def __post_init__(self) -> None:
        object.__setattr__(self, "intermediate", self.root.intermediate())

    def chain(self) -> bytes:
        """What is behind the certificate URL."""
        return pem(self.intermediate.leaf(self.key), self.intermediate.certificate)

    def headers(self, body: bytes, url: str = URL) -> dict[str, str]:
        """The headers with which Alexa sends a body."""
        return {"Content-Type": "application/json", "SignatureCertChainUrl": url, "Signature-256": sign(self.key, body)}


def sign(key: rsa.RSAPrivateKey, body: bytes, algorithm: HashAlgorithm | None = None) -> str:
    return b64encode(key.sign(body, PKCS1v15(), algorithm or SHA256())).decode()


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certificates)


def _name(issuer: Issuer) -> str:
    value = issuer.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    assert isinstance(value, str)
    return value


def _certificate(
    name: str,
    key: PrivateKey,
    issuer: str,
    issuer_key: rsa.RSAPrivateKey,
    *,
    authority: bool = False,
    start: timedelta = -DAY,
    end: timedelta = DAY,
) -> x509.Certificate:
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        ("content_commitment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + start)
        .not_valid_after(now + end)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                key_encipherment=not authority,
                key_cert_sign=authority,
                crl_sign=authority,
                **usage,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if not authority:
        builder = builder.add_extension(
            x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False
        ).add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    return builder.sign(issuer_key, SHA256())

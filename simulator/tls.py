"""The simulator's certificates: an authority, a server, and the e-CPF of a fictional person."""

import ipaddress
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PERSON = "12345678900"
"""The fictional person's CPF: its check digits are wrong, so that it is nobody's."""

HOLDER = f"PESSOA FICTICIA DO SIMULADOR:{PERSON}"
"""The common name of the client certificate; ICP-Brasil puts the CPF at its end."""

_YEARS = timedelta(days=3650)
Key = ec.EllipticCurvePrivateKey


class Authority:
    """Signs the certificates of one simulator."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        name = _name("Autoridade ficticia do simulador")
        self._mark = x509.SubjectKeyIdentifier.from_public_key(self.key.public_key())
        self.certificate = (
            _builder(name, name, self.key)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_signs_certificates(), critical=True)
            .add_extension(self._mark, critical=False)
            .sign(self.key, hashes.SHA256())
        )

    def issue(self, common_name: str, server: bool = False) -> tuple[Key, x509.Certificate]:
        """Return a key and a certificate for a client, or for this machine as a server."""
        key = ec.generate_private_key(ec.SECP256R1())
        purpose = ExtendedKeyUsageOID.SERVER_AUTH if server else ExtendedKeyUsageOID.CLIENT_AUTH
        signer = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(self._mark)
        builder = (
            _builder(_name(common_name), self.certificate.subject, key)
            .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
            .add_extension(signer, critical=False)
        )
        if server:
            names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        return key, builder.sign(self.key, hashes.SHA256())


def prepare(folder: Path) -> Path:
    """Make the certificates at first start; return the folder ``tls``.

    The last file that is written tells that all are there, so that a start that was
    interrupted begins again.
    """
    tls = folder / "tls"
    tls.mkdir(parents=True, exist_ok=True)
    if (tls / "client.p12").exists():
        return tls
    authority = Authority()
    _write(tls / "ca.pem", _pem(authority.certificate), 0o644)
    key, certificate = authority.issue("127.0.0.1", server=True)
    _write(tls / "server.pem", _pem(certificate), 0o644)
    _write(tls / "server.key", _key_pem(key))
    _write(tls / "client.keys", f"sim-{secrets.token_hex(8)} {secrets.token_hex(16)}".encode())
    write_client(tls, authority, HOLDER)
    return tls


def write_client(tls: Path, authority: Authority, holder: str) -> None:
    """Write the PKCS#12 of a certificate holder and its password."""
    key, certificate = authority.issue(holder)
    password = secrets.token_urlsafe(16).encode()
    _write(tls / "client.password", password)
    encrypted = serialization.BestAvailableEncryption(password)
    packed = pkcs12.serialize_key_and_certificates(
        holder.encode(), key, certificate, [authority.certificate], encrypted
    )
    _write(tls / "client.p12", packed)


def key_pair(folder: Path) -> tuple[str, str]:
    """Return ``Client-Id`` and ``Client-Secret`` of the fictional person."""
    name, _, secret = (folder / "tls" / "client.keys").read_text().partition(" ")
    return name, secret


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _signs_certificates() -> x509.KeyUsage:
    """Newer Pythons refuse an authority that does not say so."""
    names = (
        "digital_signature content_commitment key_encipherment data_encipherment "
        "key_agreement key_cert_sign crl_sign encipher_only decipher_only"
    )
    return x509.KeyUsage(**{name: name == "key_cert_sign" for name in names.split()})


def _builder(subject: x509.Name, issuer: x509.Name, key: Key) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _YEARS)
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _write(path: Path, content: bytes, mode: int = 0o600) -> None:
    path.touch(mode=mode)
    path.chmod(mode)
    path.write_bytes(content)

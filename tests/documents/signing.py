"""Throw-away authorities and signers: the tests sign as people do, with real keys."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from io import BytesIO
from typing import Any
from unittest.mock import patch

from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.keys.internal import translate_pyca_cryptography_key_to_asn1
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import (
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
)
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

LONG = timedelta(days=3650)
CLOCK = "Test clock"
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@lru_cache
def key(owner: str) -> Key:
    if owner == CLOCK:  # pyHanko's clock for tests has no other
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return ec.generate_private_key(ec.SECP256R1())


def _subject(name: str, organisation: str) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name(parts)


@lru_cache
def certificate(
    name: str,
    *,
    authority: str = "",
    organisation: str = "",
    purpose: str = "signing",
    valid_from: datetime | None = None,
    valid_to: datetime | None = None,
) -> Certificate:
    """A certificate for ``name``, issued by ``authority``, or by itself."""
    now = datetime.now(UTC)
    is_authority = purpose == "authority"
    builder = (
        x509.CertificateBuilder()
        .subject_name(_subject(name, organisation))
        .issuer_name(_subject(authority or name, "" if authority else organisation))
        .public_key(key(name).public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid_from or now - LONG)
        .not_valid_after(valid_to or now + LONG)
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=purpose == "signing",
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=is_authority,
                crl_sign=is_authority,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
    )
    if purpose == "stamping":
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
        )
    made = builder.sign(key(authority or name), hashes.SHA256())
    return Certificate.load(made.public_bytes(Encoding.DER))


def authority(name: str = "Test authority") -> Certificate:
    return certificate(name, purpose="authority")


def _kept(*certificates: Certificate) -> SimpleCertificateStore:
    store = SimpleCertificateStore()
    store.register_multiple(certificates)
    return store


def _stamper(by: str) -> DummyTimeStamper:
    return DummyTimeStamper(
        tsa_cert=certificate(CLOCK, authority=by, purpose="stamping"),
        tsa_key=translate_pyca_cryptography_key_to_asn1(key(CLOCK)),
        certs_to_embed=_kept(authority(by)),
    )


def sign(
    pdf: bytes,
    name: str,
    *,
    organisation: str = "",
    by: str = "Test authority",
    field: str | None = None,
    box: tuple[int, int, int, int] | None = None,
    stamped: bool = False,
    lasting: bool = False,
    certify: bool = False,
    permits: MDPPerm = MDPPerm.FILL_FORMS,
    lock: FieldMDPSpec | None = None,
    closes: bool = False,
    digest: str = "sha256",
    **validity: Any,
) -> bytes:
    """``pdf`` signed by ``name``, as a program on their computer does (PAdES).

    ``by``: the authority that made the certificate; empty: themselves. ``box``: where
    the signature is seen on the first page. ``lasting``: with all that later years need
    to check it (PAdES-LTA). ``certify``: saying that afterwards only forms may be
    filled, or what ``permits`` says. ``lock``: which fields it locks; ``closes``: and
    that nothing may be added. ``validity``: from and to when, and for which purpose.
    """
    made = certificate(name, authority=by, organisation=organisation, **validity)
    signer = SimpleSigner(
        signing_cert=made,
        signing_key=translate_pyca_cryptography_key_to_asn1(key(name)),
        cert_registry=_kept(*([authority(by)] if by else [])),
    )
    field = field or name
    told = PdfSignatureMetadata(
        field_name=field,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm=digest,
        certify=certify,
        docmdp_permissions=permits,
        embed_validation_info=lasting,
        use_pades_lta=lasting,
        validation_context=(
            ValidationContext(trust_roots=[authority(by)], allow_fetching=False)
            if lasting
            else None
        ),
    )
    signing = PdfSigner(
        told,
        signer=signer,
        timestamper=_stamper(by) if stamped or lasting else None,
        new_field_spec=(
            SigFieldSpec(
                field,
                box=box,
                field_mdp_spec=lock,
                doc_mdp_update_value=MDPPerm.NO_CHANGES if closes else None,
            )
            if box or lock
            else None
        ),
    )
    return signing.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))).getvalue()


def force(pdf: bytes, name: str) -> bytes:
    """``pdf`` signed by a program that does not ask what earlier signatures allow."""
    with patch.object(PdfSigner, "_enforce_certification_constraints"):
        return sign(pdf, name)

"""Papers that are XML alone: an NF-e handed in beside its DANFE, a UBL invoice."""

from documents.checks import run_checks
from documents.embedded_xml import UnsafeXml, alone, structured
from documents.kinds import DOCUMENTS
from documents.problems import problem
from documents.reading import Reading

_SURE = 0.99
_OPENS = 256


def looks_like_xml(body: bytes) -> bool:
    """Return whether a file opens as XML does; whether it is any, a parser must say."""
    return body[:_OPENS].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def xml_reading(body: bytes, filename: str, digest: str) -> Reading:
    """Return what an XML file says; one that says nothing known is no paper of ours."""
    try:
        xml = structured(body)
    except UnsafeXml:
        xml = None
    if xml is None:
        trouble = problem("not_a_pdf", filename, size=len(body))
        return Reading(file=filename, sha256=digest, kind=None, problems=(trouble,))
    fields, lines = alone(xml)
    return Reading(
        file=filename,
        sha256=digest,
        kind=xml.kind,
        kind_confidence=_SURE,
        fields=fields,
        lines=lines,
        checks=run_checks(DOCUMENTS[xml.kind].checks, fields, lines),
        notes=("O arquivo é só XML: não há página em que conferir os valores.",),
    )

"""Details of the parties of a transport document: address, tax id, "same as consignee"."""

import re
from collections.abc import Sequence

from documents import codes
from documents.blocks import has_legal_form
from documents.fields import Candidate
from documents.folding import fold
from documents.labels import Hit
from documents.reading import Field
from documents.regions import Page, below, right_of
from documents.typed import Conventions, Value
from documents.words import Line, Segment, box_of

_SAME = re.compile(
    r"^(same as (above )?consignee|same as above|as consignee|consignee|o mesmo|mesmo que o consignatario"
    r"|el mismo|mismo que el consignatario|idem|wie empfanger|同收货人)"
)
_TAX = re.compile(
    r"(?i)\b(?:VAT(?: REG)?|USt-?Id(?:Nr)?|NIF|RUT|CUIT|NIT|RUC|P\.? ?IVA|USCC|EORI|EIN|TAX ID)\b"
    r"(?:\s?(?:NO|NR|Nº|N°))?\.?[:\s]*((?:[A-Z]{2}\s?)?\d[\dA-Z .-]{6,}\w)"
)
_CNPJ_WORD = re.compile(r"(?i)\bCNPJ\b|\bCPF\b")
_NO_ADDRESS = re.compile(
    r"(?i)^\W*(tel|fone|phone|fax|e-?mail|contact|kontakt\w*|attn|gln|hr[ab]|tax|ust|vat|va|fc)\b|@|www\.|^\S*\d{3,}$"
)
_BARE_VAT = re.compile(r"[A-Z]{2}\s?\d{8,12}")
"""A value-added tax number of the European Union on a line of its own."""
_MOST_LINES = 6
_ANY = Conventions(".", None)


def details(page: Page, parties: Sequence[str], fields: dict[str, Field]) -> dict[str, Field]:
    """Return address and tax id of each party of ``parties`` that has a name."""
    found: dict[str, Field] = {}
    if "notify_name" in parties and "notify_name" not in fields:
        found |= _same_as_consignee(page, fields)
    for party in parties:
        name = fields.get(party)
        block = _block(page, name) if name else []
        role = party.removesuffix("_name")
        if name:
            found |= _without_address(party, name)
        address = [s for s in block[1:] if _is_address(s)]
        if address:
            text = ", ".join(s.text.strip(" ,;") for s in address)
            found[f"{role}_address"] = _field(text, address, 0.85)
        found |= _tax_id(role, block)
    taxed = found.get("consignee_tax_id")
    if taxed and len(taxed.value) == 14 and taxed.value.isdigit():
        found["consignee_cnpj"] = taxed
    return found


def _without_address(party: str, name: Field) -> dict[str, Field]:
    """Return a name that its address follows on the same line, cut after its legal form."""
    for match in re.finditer(r",\s+", name.value):
        kept, rest = name.value[: match.start()], name.value[match.end() :]
        if has_legal_form(kept) and not has_legal_form(f"x {rest}"):
            return {party: name.model_copy(update={"value": kept, "raw": name.value})}
    return {}


def _same_as_consignee(page: Page, fields: dict[str, Field]) -> dict[str, Field]:
    consignee = fields.get("consignee_name")
    for hit in (hit for hits in page.hits for hit in hits if "notify_name" in hit.roles):
        places = [*right_of(page, hit)[:1], *below(page, hit)] if hit.leads else []
        for segment in places:
            if consignee and _SAME.match(fold(segment.text)):
                sure = round(0.95 * consignee.confidence, 3)
                return {"notify_name": _field(consignee.value, [segment], sure, segment.text)}
    return {}


def _block(page: Page, name: Field) -> list[Segment]:
    """Return the phrases of a party's box: those that stand under its name, edge to edge."""
    start = next(
        (n for n, ln in enumerate(page.lines) if ln.page == name.page and _on(ln, name)), None
    )
    if start is None:
        return []
    first = next((s for s in page.lines[start].segments if _holds(s, name)), None)
    own = Segment(tuple(w for w in first.words if w.x0 > name.box[0] - 3)) if first else None
    if first is None or own is None or not own.words:
        return []
    stacks = (_stack(page, start, edge, own) for edge in (name.box[0], first.box[0]))
    return max(stacks, key=len)


def _on(line: Line, name: Field) -> bool:
    return abs(line.box[1] - name.box[1]) < 2 or line.box[1] < name.box[1] + 1 < line.box[3]


def _holds(segment: Segment, name: Field) -> bool:
    return segment.box[0] - 3 < name.box[0] < segment.box[2]


def _stack(page: Page, start: int, edge: float, own: Segment) -> list[Segment]:
    """Return a name and the phrases that begin at ``edge`` under it, down to a gap or a label."""
    block = [own]
    for line in page.lines[start + 1 :]:
        segment = next((s for s in line.segments if abs(s.box[0] - edge) < 3), None)
        if segment is None and line.box[1] - block[-1].box[3] < 1.1 * line.height:
            continue
        gone = segment is None or _far(block[-1], segment) or len(block) > _MOST_LINES
        if gone or segment is None or _labelled(page.hits[line.index], segment):
            break
        block.append(segment)
    return block


def _far(above: Segment, segment: Segment) -> bool:
    height = above.box[3] - above.box[1]
    return not -0.4 * height < segment.box[1] - above.box[3] < 1.1 * height


def _labelled(hits: Sequence[Hit], segment: Segment) -> bool:
    return any(
        abs(hit.x0 - segment.box[0]) < 3
        and (hit.colon or hit.exact)
        and "_other_number" not in hit.roles
        for hit in hits
    )


def _is_address(segment: Segment) -> bool:
    text = segment.text
    taxed = _TAX.search(text) or _CNPJ_WORD.search(text)
    return not taxed and not _NO_ADDRESS.search(text) and any(c.isalpha() for c in text)


def _tax_id(role: str, block: Sequence[Segment]) -> dict[str, Field]:
    for segment in block:
        cnpj = codes.cnpj([segment], _ANY)
        if cnpj is not None:
            return {f"{role}_tax_id": Candidate("", cnpj, 0.96 * cnpj.trust, 0).as_field()}
        if match := _TAX.search(segment.text) or _BARE_VAT.fullmatch(segment.text):
            plain = re.sub(r"[\s.]", "", match[match.lastindex or 0]).upper()
            return {f"{role}_tax_id": _field(plain, [segment], 0.85, match[0])}
    return {}


def _field(text: str, segments: Sequence[Segment], sure: float, raw: str = "") -> Field:
    box = box_of([word for segment in segments for word in segment.words])
    value = Value(text, segments[0].page, box)
    return Candidate("", value, sure, 0).as_field().model_copy(update={"raw": raw})

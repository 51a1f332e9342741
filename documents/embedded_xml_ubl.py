"""Universal Business Language 2.x (OASIS): invoices and credit notes."""

from xml.etree.ElementTree import Element

from documents.embedded_xml_tree import Row, every, figure, text, told

UBL = ("Invoice", "CreditNote")
"""Roots."""
_NAMES = ("PartyLegalEntity/RegistrationName", "PartyName/Name")
_HS = "CommodityClassification/ItemClassificationCode"


def ubl(root: Element) -> tuple[str, str, Row, list[Row]]:
    """Return dialect, kind, fields and lines."""
    lines = [*every(root, "InvoiceLine"), *every(root, "CreditNoteLine")]
    return "ubl", "commercial_invoice", told(_header(root)), [_line(line) for line in lines]


def _header(root: Element) -> Row:
    total = "LegalMonetaryTotal"
    return {
        "invoice_number": text(root, "ID"),
        "issue_date": text(root, "IssueDate")[:10],
        "currency": text(root, "DocumentCurrencyCode"),
        "total_amount": figure(root, f"{total}/TaxInclusiveAmount", f"{total}/PayableAmount"),
        "net_amount": figure(root, f"{total}/TaxExclusiveAmount"),
        "tax_amount": figure(root, "TaxTotal/TaxAmount"),
        "seller_name": _party(root, "AccountingSupplierParty"),
        "buyer_name": _party(root, "AccountingCustomerParty"),
        "purchase_order": text(root, "OrderReference/ID"),
        "incoterm": text(root, "DeliveryTerms/ID"),
    }


def _party(root: Element, role: str) -> str:
    return text(root, *(f"{role}/Party/{name}" for name in _NAMES))


def _line(line: Element) -> Row:
    return told(
        {
            "description": text(line, "Item/Name", "Item/Description"),
            "item_code": text(line, "Item/SellersItemIdentification/ID"),
            "origin": text(line, "Item/OriginCountry/IdentificationCode"),
            "ncm": text(line, f"Item/{_HS}").replace(".", ""),
            "quantity": figure(line, "InvoicedQuantity", "CreditedQuantity"),
            "unit_price": figure(line, "Price/PriceAmount"),
            "amount": figure(line, "LineExtensionAmount"),
        }
    )

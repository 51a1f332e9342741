"""The kinds of trade document that the house reads. A tag is for ever."""

from customs.registry import Registry
from documents.kinds.air_waybill import AIR_WAYBILL
from documents.kinds.arrival_notice import ARRIVAL_NOTICE
from documents.kinds.bill_of_lading import BILL_OF_LADING
from documents.kinds.certificate_of_origin import CERTIFICATE_OF_ORIGIN
from documents.kinds.commercial_invoice import COMMERCIAL_INVOICE
from documents.kinds.danfe import DANFE
from documents.kinds.insurance_certificate import INSURANCE_CERTIFICATE
from documents.kinds.kind import DocumentKind
from documents.kinds.packing_list import PACKING_LIST
from documents.kinds.proforma_invoice import PROFORMA_INVOICE

DOCUMENTS: Registry[DocumentKind] = Registry(
    "kind of document",
    COMMERCIAL_INVOICE,
    PACKING_LIST,
    BILL_OF_LADING,
    PROFORMA_INVOICE,
    AIR_WAYBILL,
    DANFE,
    CERTIFICATE_OF_ORIGIN,
    INSURANCE_CERTIFICATE,
    ARRIVAL_NOTICE,
)
"""Every kind, the order in which equal evidence is settled."""

__all__ = ["DOCUMENTS", "DocumentKind"]

"""A maker of suppliers' papers: invoices, packing lists, transport documents of made-up companies."""

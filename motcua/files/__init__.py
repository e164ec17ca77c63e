"""The content-addressed store (kho tệp): what people attach, kept once by its digest and never changed."""

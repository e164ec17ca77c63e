"""The look of the product: base templates, components, forms, words, and the slots that apps above fill."""

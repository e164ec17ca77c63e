"""The demonstration province: real units and procedures, invented people and dossiers, made by the product's verbs."""

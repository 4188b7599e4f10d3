"""Any other export, read by a YAML file that says which column holds what: no code is written for it.

`file` is what such a file may say, `reader` how an export is read by it. Here does not belong what the rows
become (`row_model`), nor what is right or wrong with them (`events/checks`).
"""

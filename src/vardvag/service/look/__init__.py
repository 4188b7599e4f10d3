"""The look: tokens, style, font, the frame, and the components that every page is made of.

Words first, figures second, decoration never. Here belongs how things are shown; not what is shown
(`pages`), and not what it means (the floors below).
"""

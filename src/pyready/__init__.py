"""pyready: can you have Python on this computer today, and how?"""

__version__ = "0.1.0"

"""The Windows host: the registry, files, account, rights and machine, asked through documented Windows calls."""

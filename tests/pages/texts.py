"""Two small drafts that follow each other."""

FIRST = """# A definition

# What it is {#what}

An open system grants everyone the freedom to: {#lead}

- **Use** it for any purpose. {#use}
- **Study** how it works.[^1] {#study}

[^1]: Without asking anyone for permission. {#fn-study}

# Checklist {#checklist}

Required components: {#required}

| Component {#head} | Legal framework |
|---|---|
| **Code** {#code} | |
| Training code {#training} | OSI-approved licence |
"""
SECOND = (
    FIRST.replace("for any purpose.", "for any lawful purpose.").replace(
        "how it works", "how it works inside"
    )
    + """
# Definitions {#definitions}

**Open system:** a system that anyone may use, study, modify and share. {#term-open-system}
"""
)

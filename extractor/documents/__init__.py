"""Documents for people: elements of HTML, the Word file, the form of administrative documents."""

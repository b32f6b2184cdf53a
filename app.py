"""The WSGI object, for any server: ``app:app``. ``python app.py`` serves what is already set up."""

from consensus import create_app

app = create_app()

if __name__ == "__main__":
    from consensus.cli import main

    main(["serve"])

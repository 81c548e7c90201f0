"""The settings, read once from the environment (`STYRSVAR_*`) and `.env`."""

import os
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.errors import StyrsvarError

PREFIX = "STYRSVAR_"


class SettingsError(StyrsvarError):
    """A setting that cannot be used."""


class Settings(BaseSettings):
    """Each field is the variable STYRSVAR_ and the field's name; the description is what `doctor` shows."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore")

    data: Path = Field(Path("data"), description="Mappen där allt sparas")
    host: str = Field("127.0.0.1", description="Adressen som servern lyssnar på; 127.0.0.1 är bara den här datorn")
    port: int = Field(8000, ge=0, le=65535, description="Serverns port")
    embedding_model: str = Field("bundled", description="Språkmodell för sökning: bundled, ett namn eller en mapp")
    qdrant_url: str | None = Field(None, description="Qdrant-server; tomt betyder inbyggd sökning i mappen")
    qdrant_api_key: SecretStr | None = Field(None, description="Nyckel till Qdrant-servern")
    qdrant_certificate: Path | None = Field(
        None, description="PEM-fil med utfärdaren av Qdrant-serverns certifikat, när datorn inte känner den"
    )
    qdrant_collection: str = Field(
        "styrsvar",
        pattern=r"^[A-Za-z0-9_-]{1,100}$",
        description="Samlingens namn på Qdrant-servern; varje installation på samma server ska ha sitt eget",
    )
    qdrant_shards: int | None = Field(None, ge=1, le=1000, description="Delar som sökindexet delas i, i ett kluster")
    qdrant_replicas: int | None = Field(None, ge=1, le=100, description="Kopior av varje del, i ett kluster")
    database_url: SecretStr | None = Field(None, description="SQL-databas; tomt betyder SQLite i mappen")
    llm_url: str | None = Field(
        None,
        pattern=r"^https?://[^\s/]+\S*$",
        description="Språkmodell som formulerar svaren (OpenAI-liknande, slutar ofta på /v1); tomt betyder ingen",
    )
    llm_model: str | None = Field(None, description="Språkmodellens namn; krävs när STYRSVAR_LLM_URL är satt")
    llm_key: SecretStr | None = Field(None, description="Nyckel till språkmodellen")
    llm_timeout: float = Field(20, gt=0, le=600, description="Sekunder som språkmodellen får ta på sig")
    llm_pause: float = Field(60, ge=0, le=3600, description="Sekunder som en språkmodell vilar efter tre fel i rad")
    workers: int | None = Field(None, ge=1, le=64, description="Filer som läses samtidigt; tomt betyder antal kärnor")
    max_upload_mb: int = Field(100, ge=1, le=2000, description="Största fil som får laddas upp, i megabyte")
    conversation_days: int = Field(30, ge=1, le=3650, description="Så många dagar sparas samtal och omdömen")
    allowed_origins: str = Field(
        "",
        pattern=r"^(https?://[A-Za-z0-9.:\[\]-]+(\s*,\s*|\s*$))*$",
        description="Andra webbplatser som får fråga härifrån (t.ex. https://intranet.example), med komma emellan",
    )
    allowed_hosts: str = Field(
        "",
        pattern=r"^((\*|(\*\.)?[A-Za-z0-9_.-]+)(\s*,\s*|\s*$))*$",
        description="Namn som servern nås med (t.ex. styrsvar.stad.example), med komma emellan; * betyder alla",
    )
    contact: str | None = Field(
        None, max_length=200, description="Vart läsare vänder sig; visas på sidan Tillgänglighet"
    )
    log_level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="Hur mycket som loggas")

    def number_of_readers(self) -> int:
        """How many files are read at once."""
        return self.workers or len(os.sched_getaffinity(0))

    def other_sites(self) -> frozenset[str]:
        """The origins of other sites whose pages may ask questions here; none unless they are named."""
        return frozenset(origin.strip() for origin in self.allowed_origins.split(",") if origin.strip())

    def names(self) -> frozenset[str]:
        """The names that the server is reached by beside numbers and this machine's own: those told, and where it
        listens."""
        told = (name.strip().lower() for name in (*self.allowed_hosts.split(","), self.host))
        return frozenset(name for name in told if name)


def read_settings() -> Settings:
    """The settings in force. Raises SettingsError that names the variable and its value."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise SettingsError("\n".join(_sentence(fault["loc"], fault["input"]) for fault in error.errors())) from None
    if settings.llm_url and not settings.llm_model:
        raise SettingsError(
            f"Inställningen {PREFIX}LLM_URL har värdet ”{settings.llm_url}” men {PREFIX}LLM_MODEL saknas."
            f" Ange modellens namn i {PREFIX}LLM_MODEL, eller ta bort {PREFIX}LLM_URL."
        )
    return settings


def shown(settings: Settings) -> list[tuple[str, str, str]]:
    """Each setting as (variable, value, what it means); secrets are masked."""
    rows = []
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        text = "" if value is None else "•••• (satt)" if isinstance(value, SecretStr) else str(value)
        rows.append((PREFIX + name.upper(), text, field.description or ""))
    return rows


def secret(value: SecretStr | None) -> str | None:
    """The words of a secret, for the one place that uses it."""
    return value.get_secret_value() if value else None


def _sentence(place: tuple[int | str, ...], value: object) -> str:
    name = str(place[0]) if place else "?"
    field = Settings.model_fields.get(name)
    shown_value = "(dolt värde)" if field and "SecretStr" in str(field.annotation) else f"”{value}”"
    meaning = f" ({field.description})" if field else ""
    what = f"Inställningen {PREFIX}{name.upper()} har värdet {shown_value}, som inte går att använda{meaning}."
    return f"{what} Ändra eller ta bort den."

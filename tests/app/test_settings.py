"""The settings of a language model: read, refused, shown."""

import pytest

from app.doctor import findings
from app.settings import SettingsError, read_settings, shown


def test_no_model_by_default() -> None:
    settings = read_settings()
    assert settings.llm_url is None
    assert settings.llm_timeout == 20


def test_the_key_is_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STYRSVAR_LLM_KEY", "hemlig-nyckel")
    told = str(shown(read_settings()))
    assert "STYRSVAR_LLM_KEY" in told
    assert "hemlig" not in told


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("URL", "localhost:8080", "STYRSVAR_LLM_URL"),  # no scheme
        ("URL", "http://localhost:8080/v1", "STYRSVAR_LLM_MODEL"),  # a model's name is missing
        ("TIMEOUT", "0", "STYRSVAR_LLM_TIMEOUT"),
        ("TIMEOUT", "snart", "snart"),
    ],
)
def test_a_setting_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv(f"STYRSVAR_LLM_{name}", value)
    with pytest.raises(SettingsError, match=said):
        read_settings()


def test_the_doctor_tells_of_a_model_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STYRSVAR_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("STYRSVAR_LLM_MODEL", "gemma")
    finding = next(found for found in findings(read_settings()) if found.what == "Språkmodell för svaren")
    assert not finding.works
    assert not finding.needed
    assert "STYRSVAR_LLM_URL" in finding.detail

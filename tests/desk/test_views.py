"""The officer's home."""


def test_home_shows_the_desk_to_an_officer(officer, log_in):
    answer = log_in(officer).get("/")

    assert answer.status_code == 200
    assert officer.full_name in answer.content.decode()


def test_home_asks_a_stranger_to_log_in(client, db):
    answer = client.get("/")

    assert answer.status_code == 302
    assert answer["Location"] == "/dang-nhap/?next=/"

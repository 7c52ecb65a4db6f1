"""Addresses of the reports app."""

from django.urls import path

from haidang.reports.views import (
    briefings,
    changes,
    evidence,
    leading,
    lists,
    opening,
    reminders,
    tickets,
    work,
)

app_name = "reports"
urlpatterns = [
    path("", lists.obligation_list, name="obligations"),
    path("viec-cua-toi/", work.my_work, name="my_work"),
    path("lanh-dao/", leading.leaders_page, name="leaders"),
    path("mo-dot/", opening.open_round, name="open_round"),
    path("mo-dot/<int:pk>/ke-hoach/", opening.open_plans, name="open_plans"),
    path("quy-tac/<int:pk>/", opening.set_rules, name="set_rules"),
    path("quy-tac/<int:pk>/nhac-viec/", reminders.edit_ladder, name="ladder"),
    path("da-gui/", reminders.sent_list, name="sent"),
    path("yeu-cau/", opening.ask, name="ask"),
    path("duyet/", changes.accept_chosen, name="accept_chosen"),
    path("dot/", lists.round_list, name="rounds"),
    path("dot/<int:pk>/", lists.show_round, name="round"),
    path("don-vi/<int:pk>/", lists.show_unit, name="unit"),
    path("minh-chung/<uuid:token>/", evidence.show_evidence, name="evidence"),
    path("kien-nghi/", tickets.ticket_list, name="tickets"),
    path("kien-nghi/moi/", tickets.raise_one, name="raise_ticket"),
    path("kien-nghi/<int:pk>/", tickets.show_ticket, name="ticket"),
    path("kien-nghi/<int:pk>/tra-loi/", tickets.answer, name="answer_ticket"),
    path("kien-nghi/<int:pk>/chuyen/", tickets.forward, name="forward_ticket"),
    path("kien-nghi/<int:pk>/viec/", tickets.settle, name="settle_ticket"),
    path("giao-ban/", briefings.briefing_list, name="briefings"),
    path("giao-ban/moi/", briefings.plan_one, name="plan_briefing"),
    path("giao-ban/<int:pk>/", briefings.show_briefing, name="briefing"),
    path("giao-ban/<int:pk>/sua/", briefings.edit_briefing, name="edit_briefing"),
    path("giao-ban/<int:pk>/bien-ban/", briefings.keep_minutes, name="keep_minutes"),
    path("giao-ban/<int:pk>/ket-luan/", briefings.conclude, name="conclude"),
    path("giao-ban/ket-luan/<int:pk>/giao/", briefings.give_conclusion, name="give_conclusion"),
    path("giao-ban/<int:pk>/bien-ban.docx", briefings.download_minutes, name="minutes"),
    path("<int:pk>/", work.show_obligation, name="obligation"),
    path("<int:pk>/gui/", work.answer_obligation, name="answer"),
    path("<int:pk>/ban/<int:number>/quyet-dinh/", changes.decide_submission, name="decide"),
    path("<int:pk>/gia-han/", changes.extend, name="extend"),
    path("<int:pk>/mien/", changes.waive, name="waive"),
    path("<int:pk>/chuyen/", changes.hand_over, name="hand_over"),
    path("<int:pk>/xin-phan/", changes.request_parts, name="request_parts"),
]

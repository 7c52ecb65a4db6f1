"""Addresses of the documents app."""

from django.urls import path

from haidang.documents.views import circulation, decisions, laws, lines, register, review, upload, words

app_name = "documents"
urlpatterns = [
    path("", register.register, name="register"),
    path("nop/", upload.hand_in, name="hand_in"),
    path("hang-doi/", upload.queue, name="queue"),
    path("hieu-luc/", laws.laws, name="laws"),
    path("hieu-luc/them/", laws.add_law, name="add_law"),
    path("hieu-luc/<int:pk>/", laws.correct_law, name="correct_law"),
    path("hieu-luc/<int:pk>/bo/", laws.take_out_law, name="take_out_law"),
    path("<int:pk>/", register.document_page, name="document"),
    path("<int:pk>/sua/", register.change_paper, name="change_paper"),
    path("<int:pk>/tep/", register.download, name="download"),
    path("<int:pk>/doc-lai/", register.read_again, name="read_again"),
    path("<int:pk>/rut/", register.withdraw, name="withdraw"),
    path("<int:pk>/quan-he/", register.relate_paper, name="relate_paper"),
    path("quan-he/<int:pk>/bo/", register.unrelate_paper, name="unrelate_paper"),
    path("<int:pk>/dong/", lines.paper_lines, name="paper"),
    path("<int:pk>/pho-bien/", circulation.circulate, name="circulate"),
    path("pho-bien/", circulation.circulation_list, name="circulations"),
    path("pho-bien/<int:pk>/", circulation.circulation_page, name="circulation"),
    path("pho-bien/<int:pk>/xlsx/", circulation.export_receipts, name="export_receipts"),
    path("pho-bien/<int:pk>/thu-hoi/", circulation.recall_circulation, name="recall_circulation"),
    path("nhan/<int:pk>/", circulation.receipt, name="receipt"),
    path("ra-soat/<int:pk>/", review.review, name="review"),
    path("ra-soat/<int:pk>/them/", review.add_finding, name="add_finding"),
    path("ra-soat/<int:pk>/xac-nhan/<str:kind>/", review.accept_sure, name="accept_sure"),
    path("ra-soat/<int:pk>/anh/<int:page>/", lines.page_image, name="page_image"),
    path("dieu/<int:pk>/xac-nhan/", decisions.confirm, name="confirm"),
    path("dieu/<int:pk>/bo/", decisions.reject, name="reject"),
    path("dieu/<int:pk>/hoan-lai/", decisions.reopen, name="reopen"),
    path("dieu/<int:pk>/tach/", decisions.split, name="split"),
    path("dieu/<int:pk>/gop/", decisions.merge, name="merge"),
    path("dieu/<int:pk>/bo-tach-gop/", decisions.undo, name="undo"),
    path("ra-soat/<int:pk>/cho-da-sua/", words.reviewed_lines, name="reviewed_lines"),
    path("tu-ngo/<int:pk>/", words.decide, name="word"),
    path("tu-ngo/<int:pk>/hoan-lai/", words.take_back, name="take_back_word"),
    path("nghi-van/<int:pk>/", decisions.answer, name="answer"),
]

"""What somebody wants to be told of a plan, and the notices that tell her: that, and never what.

Here does not belong delivering a notice (`usecases/send_notices`, `service/notices`), nor who may (`access`).
"""

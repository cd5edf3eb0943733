"""Reports: profit, the books against the papers, the home screen, the delivery receipt.

profit            of a booking, an event, and by day, week or month
balance           the trial balance, and what the journal says beside what the documents say
home              today at a glance, by job
attention         what somebody should look at
delivery_receipt  the supplier's receipt as PDF
"""

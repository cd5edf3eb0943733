"""Tickets: the keys that sign them, their issue, and the papers that customers carry away.

signatures  Ed25519, as the domain's Signer and Verifier
keys        the agency's key file and the public halves in the database
issuing     sign what was sold
queries     what stands on a ticket and on a receipt
codes       QR code and Code 128 as bars and modules
paper       texts on a page, in any script, shrunk and wrapped to fit
letter      a business paper that grows line by line
pdf         all tickets of a booking in one file
receipt     the customer's receipt
"""

CREATE TABLE parterre.audit_log (
  tenant_id UUID NOT NULL,
  id BIGINT GENERATED ALWAYS AS IDENTITY,
  at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
  login TEXT DEFAULT SESSION_USER NOT NULL,
  address TEXT,
  xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
  table_name TEXT NOT NULL,
  operation VARCHAR(6) NOT NULL,
  event_id UUID,
  row_ids UUID[] NOT NULL,
  "old" JSONB,
  "new" JSONB,
  CONSTRAINT pk_audit_log PRIMARY KEY (tenant_id, id),
  CONSTRAINT ck_audit_log_times CHECK (least(at) > '1900-01-01 00:00+00' AND greatest(at) < '9000-01-01 00:00+00')
);

CREATE INDEX ix_audit_log_at ON parterre.audit_log (tenant_id, at);

CREATE INDEX ix_audit_log_feed ON parterre.audit_log (tenant_id, event_id, xid) WHERE table_name = 'event_seats';

CREATE TABLE parterre.delivery_receipt_seats (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  receipt_id UUID NOT NULL,
  event_seat_id UUID NOT NULL,
  line_id UUID NOT NULL,
  unit_price NUMERIC(12, 2) NOT NULL,
  retail_price NUMERIC(12, 2),
  CONSTRAINT pk_delivery_receipt_seats PRIMARY KEY (tenant_id, receipt_id, event_seat_id),
  CONSTRAINT ck_delivery_receipt_seats_unit_price CHECK (unit_price >= 0),
  CONSTRAINT ck_delivery_receipt_seats_retail_price CHECK (retail_price >= 0),
  CONSTRAINT ck_delivery_receipt_seats_numbers CHECK (greatest(unit_price, retail_price) < 'NaN')
);

CREATE INDEX ix_delivery_receipt_seats_event_seat_id ON parterre.delivery_receipt_seats (tenant_id, event_seat_id);

CREATE INDEX ix_delivery_receipt_seats_line_id ON parterre.delivery_receipt_seats (tenant_id, line_id);

CREATE TABLE parterre.requests (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  use_case TEXT NOT NULL,
  body_hash BYTEA NOT NULL,
  subject_id UUID,
  made_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  made_by TEXT DEFAULT SESSION_USER NOT NULL,
  CONSTRAINT pk_requests PRIMARY KEY (tenant_id, id),
  CONSTRAINT ck_requests_times CHECK (least(made_at) > '1900-01-01 00:00+00' AND greatest(made_at) < '9000-01-01 00:00+00')
);

CREATE TABLE parterre.seats (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  venue_id UUID NOT NULL,
  plan_id UUID NOT NULL,
  section TEXT NOT NULL,
  row TEXT NOT NULL,
  seat_number TEXT NOT NULL,
  seat_type VARCHAR(32) DEFAULT 'STANDARD' NOT NULL,
  x_coordinate DOUBLE PRECISION NOT NULL,
  y_coordinate DOUBLE PRECISION NOT NULL,
  is_active BOOLEAN DEFAULT true NOT NULL,
  rank INTEGER NOT NULL,
  position INTEGER NOT NULL,
  quality DOUBLE PRECISION DEFAULT 0 NOT NULL,
  category TEXT,
  guid TEXT,
  restricted_view TEXT,
  companion_guid TEXT,
  retired_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_seats PRIMARY KEY (tenant_id, id),
  CONSTRAINT uq_seats_tenant_id_plan_id_section_row_seat_number UNIQUE (tenant_id, plan_id, section, row, seat_number),
  CONSTRAINT uq_seats_rank UNIQUE (tenant_id, plan_id, rank),
  CONSTRAINT uq_seats_guid UNIQUE (tenant_id, venue_id, guid, plan_id),
  CONSTRAINT ck_seats_rank CHECK (rank >= 0),
  CONSTRAINT ck_seats_quality CHECK (quality BETWEEN 0 AND 1),
  CONSTRAINT ck_seats_seattype CHECK (seat_type = ANY ('{STANDARD,VIP,WHEELCHAIR,COMPANION}')),
  CONSTRAINT ck_seats_places CHECK (least(x_coordinate, y_coordinate, quality) > '-Infinity' AND greatest(x_coordinate, y_coordinate, quality) < 'Infinity'),
  CONSTRAINT ck_seats_times CHECK (least(retired_at) > '1900-01-01 00:00+00' AND greatest(retired_at) < '9000-01-01 00:00+00')
);

CREATE INDEX ix_seats_retired ON parterre.seats (tenant_id, venue_id) WHERE retired_at IS NOT NULL;

CREATE TABLE parterre.tenants (
  tenant_id UUID NOT NULL,
  name TEXT NOT NULL,
  legal_name TEXT,
  currency VARCHAR(3) NOT NULL,
  timezone TEXT NOT NULL,
  service_fee_rate NUMERIC(6, 4) DEFAULT 0 NOT NULL,
  service_fee_per_ticket NUMERIC(12, 2) DEFAULT 0 NOT NULL,
  delivery_fee NUMERIC(12, 2) DEFAULT 0 NOT NULL,
  tax_rate NUMERIC(6, 4) DEFAULT 0 NOT NULL,
  reservation_minutes INTEGER DEFAULT 15 NOT NULL,
  transfer_due_days INTEGER DEFAULT 7 NOT NULL,
  code_guesses INTEGER DEFAULT 5 NOT NULL,
  web_code_guesses INTEGER DEFAULT 200 NOT NULL,
  code_guess_minutes INTEGER DEFAULT 15 NOT NULL,
  notice_suffix VARCHAR(32) DEFAULT replace(gen_random_uuid()::text, '-', '') NOT NULL,
  settings JSONB DEFAULT '{}'::jsonb NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_tenants PRIMARY KEY (tenant_id),
  CONSTRAINT ck_tenants_service_fee_rate CHECK (service_fee_rate BETWEEN 0 AND 1),
  CONSTRAINT ck_tenants_service_fee_per_ticket CHECK (service_fee_per_ticket >= 0),
  CONSTRAINT ck_tenants_delivery_fee CHECK (delivery_fee >= 0),
  CONSTRAINT ck_tenants_tax_rate CHECK (tax_rate BETWEEN 0 AND 1),
  CONSTRAINT ck_tenants_reservation_minutes CHECK (reservation_minutes BETWEEN 1 AND 240),
  CONSTRAINT ck_tenants_transfer_due_days CHECK (transfer_due_days BETWEEN 1 AND 90),
  CONSTRAINT ck_tenants_code_guesses CHECK (code_guesses BETWEEN 1 AND 100),
  CONSTRAINT ck_tenants_web_code_guesses CHECK (web_code_guesses BETWEEN 1 AND 10000),
  CONSTRAINT ck_tenants_code_guess_minutes CHECK (code_guess_minutes BETWEEN 1 AND 1440),
  CONSTRAINT ck_tenants_currency CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT ck_tenants_numbers CHECK (greatest(service_fee_rate, service_fee_per_ticket, delivery_fee, tax_rate) < 'NaN'),
  CONSTRAINT ck_tenants_times CHECK (least(created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE TABLE parterre.event_categories (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_event_categories PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_event_categories_tenant_id FOREIGN KEY(tenant_id) REFERENCES parterre.tenants (tenant_id),
  CONSTRAINT uq_event_categories_tenant_id_name UNIQUE (tenant_id, name),
  CONSTRAINT ck_event_categories_times CHECK (least(created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE TABLE parterre.parties (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  name TEXT NOT NULL,
  is_company BOOLEAN DEFAULT false NOT NULL,
  first_name TEXT,
  last_name TEXT,
  email TEXT,
  phone TEXT,
  language TEXT,
  notes TEXT,
  erased_at TIMESTAMP WITH TIME ZONE,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_parties PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_parties_tenant_id FOREIGN KEY(tenant_id) REFERENCES parterre.tenants (tenant_id),
  CONSTRAINT ck_parties_times CHECK (least(erased_at, created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(erased_at, created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE INDEX ix_parties_email ON parterre.parties (tenant_id, email);

CREATE INDEX ix_parties_name ON parterre.parties (tenant_id, name);

CREATE TABLE parterre.signing_keys (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  public_key BYTEA NOT NULL,
  valid_from TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  retired_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_signing_keys PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_signing_keys_tenant_id FOREIGN KEY(tenant_id) REFERENCES parterre.tenants (tenant_id),
  CONSTRAINT uq_signing_keys_tenant_id_public_key UNIQUE (tenant_id, public_key),
  CONSTRAINT ck_signing_keys_times CHECK (least(valid_from, retired_at) > '1900-01-01 00:00+00' AND greatest(valid_from, retired_at) < '9000-01-01 00:00+00')
);

CREATE TABLE parterre.staff (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  login TEXT NOT NULL,
  display_name TEXT NOT NULL,
  role VARCHAR(32) NOT NULL,
  email TEXT,
  is_active BOOLEAN DEFAULT true NOT NULL,
  password_set_at TIMESTAMP WITH TIME ZONE,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_staff PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_staff_tenant_id FOREIGN KEY(tenant_id) REFERENCES parterre.tenants (tenant_id),
  CONSTRAINT uq_staff_login UNIQUE (login),
  CONSTRAINT ck_staff_role CHECK (role = ANY ('{MANAGER,BUYER,BOX_OFFICE,DOOR,WEB,WORKER}')),
  CONSTRAINT ck_staff_times CHECK (least(password_set_at, created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(password_set_at, created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE TABLE parterre.addresses (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  party_id UUID,
  label TEXT,
  line_1 TEXT NOT NULL,
  line_2 TEXT,
  postal_code TEXT,
  city TEXT NOT NULL,
  region TEXT,
  country TEXT NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_addresses PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_addresses_tenant_id FOREIGN KEY(tenant_id) REFERENCES parterre.tenants (tenant_id),
  CONSTRAINT fk_addresses_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES parterre.parties (tenant_id, id),
  CONSTRAINT ck_addresses_times CHECK (least(created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE INDEX ix_addresses_party_id ON parterre.addresses (tenant_id, party_id);

CREATE TABLE parterre.customers (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  party_id UUID NOT NULL,
  customer_type VARCHAR(32) DEFAULT 'INDIVIDUAL' NOT NULL,
  customer_tier VARCHAR(32) DEFAULT 'BRONZE' NOT NULL,
  preferred_contact_method VARCHAR(32),
  preferred_payment_method VARCHAR(32),
  loyalty_points INTEGER DEFAULT 0 NOT NULL,
  marketing_opt_in BOOLEAN DEFAULT false NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_customers PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_customers_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES parterre.parties (tenant_id, id),
  CONSTRAINT uq_customers_tenant_id_party_id UNIQUE (tenant_id, party_id),
  CONSTRAINT ck_customers_loyalty_points CHECK (loyalty_points >= 0),
  CONSTRAINT ck_customers_customertype CHECK (customer_type = ANY ('{INDIVIDUAL,CORPORATE,GROUP_LEADER}')),
  CONSTRAINT ck_customers_customertier CHECK (customer_tier = ANY ('{BRONZE,SILVER,GOLD,PLATINUM}')),
  CONSTRAINT ck_customers_contactmethod CHECK (preferred_contact_method = ANY ('{EMAIL,PHONE,SMS,POST}')),
  CONSTRAINT ck_customers_paymentmethod CHECK (preferred_payment_method = ANY ('{CASH,CREDIT_CARD,DEBIT_CARD,PAYPAL,BANK_TRANSFER}')),
  CONSTRAINT ck_customers_times CHECK (least(created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE TABLE parterre.organizers (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  party_id UUID NOT NULL,
  is_active BOOLEAN DEFAULT true NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_organizers PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_organizers_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES parterre.parties (tenant_id, id),
  CONSTRAINT uq_organizers_tenant_id_party_id UNIQUE (tenant_id, party_id),
  CONSTRAINT ck_organizers_times CHECK (least(created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE TABLE parterre.suppliers (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  party_id UUID NOT NULL,
  supplier_type VARCHAR(32) NOT NULL,
  tax_id TEXT,
  wholesale_discount_rate NUMERIC(5, 4) DEFAULT 0 NOT NULL,
  credit_limit NUMERIC(12, 2),
  payment_terms VARCHAR(32) DEFAULT 'NET_30' NOT NULL,
  contract_start_date TIMESTAMP WITH TIME ZONE,
  contract_end_date TIMESTAMP WITH TIME ZONE,
  contact_person TEXT,
  business_license TEXT,
  is_active BOOLEAN DEFAULT true NOT NULL,
  notes TEXT,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_suppliers PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_suppliers_tenant_id_party_id FOREIGN KEY(tenant_id, party_id) REFERENCES parterre.parties (tenant_id, id),
  CONSTRAINT uq_suppliers_tenant_id_party_id UNIQUE (tenant_id, party_id),
  CONSTRAINT ck_suppliers_wholesale_discount_rate CHECK (wholesale_discount_rate BETWEEN 0 AND 1),
  CONSTRAINT ck_suppliers_credit_limit CHECK (credit_limit >= 0),
  CONSTRAINT ck_suppliers_contract_dates CHECK (contract_end_date > contract_start_date),
  CONSTRAINT ck_suppliers_suppliertype CHECK (supplier_type = ANY ('{EVENT_ORGANIZER,VENUE_OWNER,PROMOTER,PRODUCTION_COMPANY}')),
  CONSTRAINT ck_suppliers_paymentterms CHECK (payment_terms = ANY ('{IMMEDIATE,NET_30,NET_60}')),
  CONSTRAINT ck_suppliers_numbers CHECK (greatest(wholesale_discount_rate, credit_limit) < 'NaN'),
  CONSTRAINT ck_suppliers_times CHECK (least(contract_start_date, contract_end_date, created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(contract_start_date, contract_end_date, created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE TABLE parterre.till_shifts (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  staff_id UUID NOT NULL,
  drawer TEXT DEFAULT 'Till 1' NOT NULL,
  currency VARCHAR(3) NOT NULL,
  status VARCHAR(32) DEFAULT 'OPEN' NOT NULL,
  opening_float NUMERIC(12, 2) NOT NULL,
  opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  closed_at TIMESTAMP WITH TIME ZONE,
  counted_cash NUMERIC(12, 2),
  expected_cash NUMERIC(12, 2),
  difference NUMERIC(12, 2),
  note TEXT,
  CONSTRAINT pk_till_shifts PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_till_shifts_tenant_id_staff_id FOREIGN KEY(tenant_id, staff_id) REFERENCES parterre.staff (tenant_id, id),
  CONSTRAINT uq_till_shifts_tenant_id_id_currency UNIQUE (tenant_id, id, currency),
  CONSTRAINT ck_till_shifts_amounts CHECK (opening_float >= 0 AND counted_cash >= 0),
  CONSTRAINT ck_till_shifts_closed CHECK ((status = 'CLOSED') = (closed_at IS NOT NULL) AND (status = 'CLOSED') = (counted_cash IS NOT NULL AND expected_cash IS NOT NULL AND difference IS NOT NULL)),
  CONSTRAINT ck_till_shifts_difference CHECK (difference = counted_cash - expected_cash),
  CONSTRAINT ck_till_shifts_tillstatus CHECK (status = ANY ('{OPEN,CLOSED}')),
  CONSTRAINT ck_till_shifts_numbers CHECK (greatest(opening_float, counted_cash, expected_cash, difference) < 'NaN'),
  CONSTRAINT ck_till_shifts_times CHECK (least(opened_at, closed_at) > '1900-01-01 00:00+00' AND greatest(opened_at, closed_at) < '9000-01-01 00:00+00')
);

CREATE INDEX ix_till_shifts_opened_at ON parterre.till_shifts (tenant_id, opened_at);

CREATE UNIQUE INDEX uq_till_shifts_open ON parterre.till_shifts (tenant_id, staff_id) WHERE status = 'OPEN';

CREATE TABLE parterre.purchase_orders (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  supplier_id UUID NOT NULL,
  po_number TEXT NOT NULL,
  status VARCHAR(32) DEFAULT 'DRAFT' NOT NULL,
  currency VARCHAR(3) NOT NULL,
  payment_terms VARCHAR(32) NOT NULL,
  fulfillment_method VARCHAR(32) NOT NULL,
  fulfillment_notes TEXT,
  expected_date DATE,
  total_amount NUMERIC(12, 2) DEFAULT 0 NOT NULL,
  submitted_at TIMESTAMP WITH TIME ZONE,
  submitted_by TEXT,
  approved_at TIMESTAMP WITH TIME ZONE,
  approved_by TEXT,
  closed_at TIMESTAMP WITH TIME ZONE,
  cancelled_at TIMESTAMP WITH TIME ZONE,
  reference TEXT,
  notes TEXT,
  created_by TEXT,
  shipping_address_id UUID,
  version INTEGER DEFAULT 1 NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_purchase_orders PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_purchase_orders_tenant_id_supplier_id FOREIGN KEY(tenant_id, supplier_id) REFERENCES parterre.suppliers (tenant_id, id),
  CONSTRAINT fk_purchase_orders_tenant_id_shipping_address_id FOREIGN KEY(tenant_id, shipping_address_id) REFERENCES parterre.addresses (tenant_id, id),
  CONSTRAINT uq_purchase_orders_tenant_id_po_number UNIQUE (tenant_id, po_number),
  CONSTRAINT ck_purchase_orders_currency CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT ck_purchase_orders_total_amount CHECK (total_amount >= 0),
  CONSTRAINT ck_purchase_orders_submitted CHECK (status IN ('DRAFT', 'CANCELLED') OR (submitted_at IS NOT NULL AND submitted_by IS NOT NULL)),
  CONSTRAINT ck_purchase_orders_approved CHECK (status IN ('DRAFT', 'PENDING', 'CANCELLED') OR (approved_at IS NOT NULL AND approved_by IS NOT NULL)),
  CONSTRAINT ck_purchase_orders_orderstatus CHECK (status = ANY ('{DRAFT,PENDING,CONFIRMED,PARTIALLY_RECEIVED,COMPLETED,CANCELLED}')),
  CONSTRAINT ck_purchase_orders_paymentterms CHECK (payment_terms = ANY ('{IMMEDIATE,NET_30,NET_60}')),
  CONSTRAINT ck_purchase_orders_fulfillmentmethod CHECK (fulfillment_method = ANY ('{ELECTRONIC_TRANSFER,MOBILE_TRANSFER,PDF_DELIVERY,WILL_CALL,PAPER_SHIPMENT}')),
  CONSTRAINT ck_purchase_orders_numbers CHECK (greatest(total_amount) < 'NaN'),
  CONSTRAINT ck_purchase_orders_days CHECK (least(expected_date) > '1900-01-01' AND greatest(expected_date) < '9000-01-01'),
  CONSTRAINT ck_purchase_orders_times CHECK (least(submitted_at, approved_at, closed_at, cancelled_at, created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(submitted_at, approved_at, closed_at, cancelled_at, created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE INDEX ix_purchase_orders_status ON parterre.purchase_orders (tenant_id, status);

CREATE INDEX ix_purchase_orders_supplier_id ON parterre.purchase_orders (tenant_id, supplier_id);

CREATE TABLE parterre.venues (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  name TEXT NOT NULL,
  address_id UUID,
  capacity INTEGER DEFAULT 0 NOT NULL,
  licensed_capacity INTEGER,
  venue_type VARCHAR(32) DEFAULT 'OTHER' NOT NULL,
  timezone TEXT,
  amenities TEXT[] DEFAULT '{}' NOT NULL,
  contact_info JSONB DEFAULT '{}'::jsonb NOT NULL,
  is_active BOOLEAN DEFAULT true NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_venues PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_venues_tenant_id FOREIGN KEY(tenant_id) REFERENCES parterre.tenants (tenant_id),
  CONSTRAINT fk_venues_tenant_id_address_id FOREIGN KEY(tenant_id, address_id) REFERENCES parterre.addresses (tenant_id, id),
  CONSTRAINT uq_venues_tenant_id_name UNIQUE (tenant_id, name),
  CONSTRAINT ck_venues_capacity CHECK (capacity >= 0),
  CONSTRAINT ck_venues_licensed_capacity CHECK (licensed_capacity > 0),
  CONSTRAINT ck_venues_venuetype CHECK (venue_type = ANY ('{STADIUM,THEATER,ARENA,CONCERT_HALL,OUTDOOR,OTHER}')),
  CONSTRAINT ck_venues_times CHECK (least(created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE TABLE parterre.allocation_templates (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  venue_id UUID NOT NULL,
  name TEXT NOT NULL,
  palette JSONB NOT NULL,
  use_of BYTEA NOT NULL,
  level_of BYTEA NOT NULL,
  sections TEXT[] NOT NULL,
  seat_rows TEXT[] NOT NULL,
  numbers TEXT[] NOT NULL,
  guids TEXT[] NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_allocation_templates PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_allocation_templates_tenant_id_venue_id FOREIGN KEY(tenant_id, venue_id) REFERENCES parterre.venues (tenant_id, id),
  CONSTRAINT uq_allocation_templates_tenant_id_venue_id_name UNIQUE (tenant_id, venue_id, name),
  CONSTRAINT ck_allocation_templates_layers CHECK (octet_length(use_of) = octet_length(level_of) AND octet_length(use_of) = cardinality(sections) AND cardinality(sections) = cardinality(seat_rows) AND cardinality(seat_rows) = cardinality(numbers) AND cardinality(numbers) = cardinality(guids)),
  CONSTRAINT ck_allocation_templates_times CHECK (least(created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE TABLE parterre.payables (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  supplier_id UUID NOT NULL,
  purchase_order_id UUID,
  invoice_number TEXT,
  amount NUMERIC(12, 2) NOT NULL,
  paid_amount NUMERIC(12, 2) DEFAULT 0 NOT NULL,
  currency VARCHAR(3) NOT NULL,
  due_date DATE NOT NULL,
  status VARCHAR(32) DEFAULT 'PENDING' NOT NULL,
  paid_at TIMESTAMP WITH TIME ZONE,
  payment_transaction_id TEXT,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_payables PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_payables_tenant_id_supplier_id FOREIGN KEY(tenant_id, supplier_id) REFERENCES parterre.suppliers (tenant_id, id),
  CONSTRAINT fk_payables_tenant_id_purchase_order_id FOREIGN KEY(tenant_id, purchase_order_id) REFERENCES parterre.purchase_orders (tenant_id, id),
  CONSTRAINT ck_payables_amount CHECK (amount >= 0),
  CONSTRAINT ck_payables_paid CHECK ((status = 'PAID') = (paid_at IS NOT NULL)),
  CONSTRAINT ck_payables_paid_amount CHECK (paid_amount >= 0),
  CONSTRAINT ck_payables_paid_in_full CHECK ((status = 'PAID') <= (paid_amount >= amount)),
  CONSTRAINT ck_payables_payablestatus CHECK (status = ANY ('{PENDING,PAID,CANCELLED}')),
  CONSTRAINT ck_payables_numbers CHECK (greatest(amount, paid_amount) < 'NaN'),
  CONSTRAINT ck_payables_days CHECK (least(due_date) > '1900-01-01' AND greatest(due_date) < '9000-01-01'),
  CONSTRAINT ck_payables_times CHECK (least(paid_at, created_at) > '1900-01-01 00:00+00' AND greatest(paid_at, created_at) < '9000-01-01 00:00+00')
);

CREATE INDEX ix_payables_purchase_order_id ON parterre.payables (tenant_id, purchase_order_id);

CREATE INDEX ix_payables_status_due_date ON parterre.payables (tenant_id, status, due_date);

CREATE INDEX ix_payables_supplier_id ON parterre.payables (tenant_id, supplier_id);

CREATE TABLE parterre.venue_plans (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  venue_id UUID NOT NULL,
  version INTEGER NOT NULL,
  seating_configuration TEXT NOT NULL,
  map_shapes JSONB NOT NULL,
  seat_count INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  section_count INTEGER NOT NULL,
  note TEXT,
  published_at TIMESTAMP WITH TIME ZONE NOT NULL,
  published_by TEXT DEFAULT SESSION_USER NOT NULL,
  CONSTRAINT pk_venue_plans PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_venue_plans_tenant_id_venue_id FOREIGN KEY(tenant_id, venue_id) REFERENCES parterre.venues (tenant_id, id),
  CONSTRAINT uq_venue_plans_tenant_id_venue_id_version UNIQUE (tenant_id, venue_id, version),
  CONSTRAINT uq_venue_plans_tenant_id_id_venue_id UNIQUE (tenant_id, id, venue_id),
  CONSTRAINT ck_venue_plans_seating_configuration CHECK (seating_configuration IS JSON OBJECT),
  CONSTRAINT ck_venue_plans_version CHECK (version > 0),
  CONSTRAINT ck_venue_plans_seat_count CHECK (seat_count >= 0),
  CONSTRAINT ck_venue_plans_times CHECK (least(published_at) > '1900-01-01 00:00+00' AND greatest(published_at) < '9000-01-01 00:00+00')
);

CREATE TABLE parterre.events (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  title TEXT NOT NULL,
  description TEXT,
  event_type VARCHAR(32) DEFAULT 'OTHER' NOT NULL,
  category_id UUID,
  venue_id UUID NOT NULL,
  plan_id UUID NOT NULL,
  organizer_id UUID,
  start_datetime TIMESTAMP WITH TIME ZONE NOT NULL,
  end_datetime TIMESTAMP WITH TIME ZONE NOT NULL,
  timezone TEXT NOT NULL,
  status VARCHAR(32) DEFAULT 'DRAFT' NOT NULL,
  currency VARCHAR(3) NOT NULL,
  is_featured BOOLEAN DEFAULT false NOT NULL,
  image_urls TEXT[] DEFAULT '{}' NOT NULL,
  metadata JSONB DEFAULT '{}'::jsonb NOT NULL,
  service_fee_rate NUMERIC(6, 4),
  service_fee_per_ticket NUMERIC(12, 2),
  delivery_fee NUMERIC(12, 2),
  tax_rate NUMERIC(6, 4),
  reservation_minutes INTEGER,
  transfer_due_days INTEGER,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_events PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_events_tenant_id_category_id FOREIGN KEY(tenant_id, category_id) REFERENCES parterre.event_categories (tenant_id, id),
  CONSTRAINT fk_events_tenant_id_plan_id_venue_id FOREIGN KEY(tenant_id, plan_id, venue_id) REFERENCES parterre.venue_plans (tenant_id, id, venue_id),
  CONSTRAINT fk_events_tenant_id_organizer_id FOREIGN KEY(tenant_id, organizer_id) REFERENCES parterre.organizers (tenant_id, id),
  CONSTRAINT uq_events_tenant_id_id_currency UNIQUE (tenant_id, id, currency),
  CONSTRAINT ck_events_dates CHECK (end_datetime > start_datetime),
  CONSTRAINT ck_events_currency CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT ck_events_service_fee_rate CHECK (service_fee_rate BETWEEN 0 AND 1),
  CONSTRAINT ck_events_service_fee_per_ticket CHECK (service_fee_per_ticket >= 0),
  CONSTRAINT ck_events_delivery_fee CHECK (delivery_fee >= 0),
  CONSTRAINT ck_events_tax_rate CHECK (tax_rate BETWEEN 0 AND 1),
  CONSTRAINT ck_events_reservation_minutes CHECK (reservation_minutes BETWEEN 1 AND 240),
  CONSTRAINT ck_events_transfer_due_days CHECK (transfer_due_days BETWEEN 1 AND 90),
  CONSTRAINT ck_events_eventtype CHECK (event_type = ANY ('{CONCERT,THEATER,SPORTS,CONFERENCE,COMEDY,FAMILY,OTHER}')),
  CONSTRAINT ck_events_eventstatus CHECK (status = ANY ('{DRAFT,PUBLISHED,ON_SALE,SOLD_OUT,COMPLETED,CANCELLED}')),
  CONSTRAINT ck_events_numbers CHECK (greatest(service_fee_rate, service_fee_per_ticket, delivery_fee, tax_rate) < 'NaN'),
  CONSTRAINT ck_events_times CHECK (least(start_datetime, end_datetime, created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(start_datetime, end_datetime, created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE INDEX ix_events_start_datetime ON parterre.events (tenant_id, start_datetime);

CREATE TABLE parterre.plan_drafts (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  venue_id UUID,
  title TEXT NOT NULL,
  plan BYTEA NOT NULL,
  seat_count INTEGER NOT NULL,
  based_on UUID,
  revision INTEGER NOT NULL,
  started_by TEXT DEFAULT SESSION_USER NOT NULL,
  saved_by TEXT DEFAULT SESSION_USER NOT NULL,
  saved_at TIMESTAMP WITH TIME ZONE NOT NULL,
  copy_of UUID,
  discarded_at TIMESTAMP WITH TIME ZONE,
  published_as UUID,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_plan_drafts PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_plan_drafts_tenant_id FOREIGN KEY(tenant_id) REFERENCES parterre.tenants (tenant_id),
  CONSTRAINT fk_plan_drafts_tenant_id_venue_id FOREIGN KEY(tenant_id, venue_id) REFERENCES parterre.venues (tenant_id, id),
  CONSTRAINT fk_plan_drafts_tenant_id_based_on FOREIGN KEY(tenant_id, based_on) REFERENCES parterre.venue_plans (tenant_id, id),
  CONSTRAINT fk_plan_drafts_tenant_id_published_as FOREIGN KEY(tenant_id, published_as) REFERENCES parterre.venue_plans (tenant_id, id),
  CONSTRAINT fk_plan_drafts_tenant_id_copy_of FOREIGN KEY(tenant_id, copy_of) REFERENCES parterre.plan_drafts (tenant_id, id),
  CONSTRAINT ck_plan_drafts_revision CHECK (revision > 0),
  CONSTRAINT ck_plan_drafts_ended_once CHECK (num_nonnulls(discarded_at, published_as) < 2),
  CONSTRAINT ck_plan_drafts_times CHECK (least(saved_at, discarded_at, created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(saved_at, discarded_at, created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE INDEX ix_plan_drafts_venue_id ON parterre.plan_drafts (tenant_id, venue_id);

CREATE TABLE parterre.allocation_plans (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  event_id UUID NOT NULL,
  venue_plan_id UUID NOT NULL,
  name TEXT NOT NULL,
  origin VARCHAR(32) DEFAULT 'DRAWN' NOT NULL,
  palette JSONB NOT NULL,
  use_of BYTEA NOT NULL,
  level_of BYTEA NOT NULL,
  version INTEGER DEFAULT 1 NOT NULL,
  applied_at TIMESTAMP WITH TIME ZONE,
  applied_by UUID,
  former_of UUID,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_allocation_plans PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_allocation_plans_tenant_id_event_id FOREIGN KEY(tenant_id, event_id) REFERENCES parterre.events (tenant_id, id),
  CONSTRAINT fk_allocation_plans_tenant_id_venue_plan_id FOREIGN KEY(tenant_id, venue_plan_id) REFERENCES parterre.venue_plans (tenant_id, id),
  CONSTRAINT fk_allocation_plans_tenant_id_applied_by FOREIGN KEY(tenant_id, applied_by) REFERENCES parterre.staff (tenant_id, id),
  CONSTRAINT fk_allocation_plans_tenant_id_former_of FOREIGN KEY(tenant_id, former_of) REFERENCES parterre.allocation_plans (tenant_id, id),
  CONSTRAINT uq_allocation_plans_tenant_id_event_id_name UNIQUE (tenant_id, event_id, name),
  CONSTRAINT ck_allocation_plans_layers CHECK (octet_length(use_of) = octet_length(level_of)),
  CONSTRAINT ck_allocation_plans_former CHECK ((origin = 'FORMER') = (former_of IS NOT NULL)),
  CONSTRAINT ck_allocation_plans_applied CHECK ((applied_at IS NULL) = (applied_by IS NULL)),
  CONSTRAINT ck_allocation_plans_planorigin CHECK (origin = ANY ('{DRAWN,FORMER}')),
  CONSTRAINT ck_allocation_plans_times CHECK (least(applied_at, created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(applied_at, created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE INDEX ix_allocation_plans_event_id ON parterre.allocation_plans (tenant_id, event_id);

CREATE TABLE parterre.delivery_receipts (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  purchase_order_id UUID NOT NULL,
  supplier_id UUID NOT NULL,
  event_id UUID NOT NULL,
  receipt_number TEXT NOT NULL,
  delivery_reference TEXT,
  delivered_at TIMESTAMP WITH TIME ZONE NOT NULL,
  fulfillment_method VARCHAR(32) NOT NULL,
  fulfillment_notes TEXT,
  quantity INTEGER NOT NULL,
  total_cost NUMERIC(12, 2) NOT NULL,
  received_by TEXT NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_delivery_receipts PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_delivery_receipts_tenant_id_purchase_order_id FOREIGN KEY(tenant_id, purchase_order_id) REFERENCES parterre.purchase_orders (tenant_id, id),
  CONSTRAINT fk_delivery_receipts_tenant_id_supplier_id FOREIGN KEY(tenant_id, supplier_id) REFERENCES parterre.suppliers (tenant_id, id),
  CONSTRAINT fk_delivery_receipts_tenant_id_event_id FOREIGN KEY(tenant_id, event_id) REFERENCES parterre.events (tenant_id, id),
  CONSTRAINT uq_delivery_receipts_tenant_id_receipt_number UNIQUE (tenant_id, receipt_number),
  CONSTRAINT ck_delivery_receipts_quantity CHECK (quantity > 0),
  CONSTRAINT ck_delivery_receipts_total_cost CHECK (total_cost >= 0),
  CONSTRAINT ck_delivery_receipts_fulfillmentmethod CHECK (fulfillment_method = ANY ('{ELECTRONIC_TRANSFER,MOBILE_TRANSFER,PDF_DELIVERY,WILL_CALL,PAPER_SHIPMENT}')),
  CONSTRAINT ck_delivery_receipts_numbers CHECK (greatest(total_cost) < 'NaN'),
  CONSTRAINT ck_delivery_receipts_times CHECK (least(delivered_at, created_at) > '1900-01-01 00:00+00' AND greatest(delivered_at, created_at) < '9000-01-01 00:00+00')
);

CREATE INDEX ix_delivery_receipts_purchase_order_id ON parterre.delivery_receipts (tenant_id, purchase_order_id);

CREATE TABLE parterre.holds (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  event_id UUID NOT NULL,
  hold_type VARCHAR(32) NOT NULL,
  seat_ids UUID[] NOT NULL,
  price_level_ids UUID[] DEFAULT '{}' NOT NULL,
  quantity INTEGER NOT NULL,
  reason TEXT DEFAULT '' NOT NULL,
  hold_until TIMESTAMP WITH TIME ZONE,
  placed_by UUID,
  released_at TIMESTAMP WITH TIME ZONE,
  is_active BOOLEAN DEFAULT true NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_holds PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_holds_tenant_id_event_id FOREIGN KEY(tenant_id, event_id) REFERENCES parterre.events (tenant_id, id),
  CONSTRAINT fk_holds_tenant_id_placed_by FOREIGN KEY(tenant_id, placed_by) REFERENCES parterre.staff (tenant_id, id),
  CONSTRAINT ck_holds_quantity CHECK (quantity = cardinality(seat_ids) AND quantity > 0),
  CONSTRAINT ck_holds_released CHECK (is_active = (released_at IS NULL)),
  CONSTRAINT ck_holds_holdtype CHECK (hold_type = ANY ('{ARTIST,PROMOTER,VENUE,COMPLIMENTARY,PRESS}')),
  CONSTRAINT ck_holds_times CHECK (least(hold_until, released_at, created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(hold_until, released_at, created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE INDEX ix_holds_event_id ON parterre.holds (tenant_id, event_id);

CREATE TABLE parterre.presales (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  event_id UUID NOT NULL,
  name TEXT NOT NULL,
  access_code TEXT,
  by_code BOOLEAN GENERATED ALWAYS AS (access_code IS NOT NULL) STORED NOT NULL,
  customer_tiers TEXT[] DEFAULT '{}' NOT NULL,
  start_datetime TIMESTAMP WITH TIME ZONE NOT NULL,
  end_datetime TIMESTAMP WITH TIME ZONE NOT NULL,
  price_level_ids UUID[] DEFAULT '{}' NOT NULL,
  max_tickets_per_customer INTEGER DEFAULT 4 NOT NULL,
  max_tickets_by_code INTEGER,
  is_active BOOLEAN DEFAULT true NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_presales PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_presales_tenant_id_event_id FOREIGN KEY(tenant_id, event_id) REFERENCES parterre.events (tenant_id, id),
  CONSTRAINT uq_presales_tenant_id_event_id_name UNIQUE (tenant_id, event_id, name),
  CONSTRAINT ck_presales_dates CHECK (end_datetime > start_datetime),
  CONSTRAINT ck_presales_max_tickets_per_customer CHECK (max_tickets_per_customer > 0),
  CONSTRAINT ck_presales_max_tickets_by_code CHECK (max_tickets_by_code IS NULL OR max_tickets_by_code > 0 AND access_code IS NOT NULL),
  CONSTRAINT ck_presales_customer_tiers CHECK (customer_tiers <@ ARRAY['BRONZE', 'SILVER', 'GOLD', 'PLATINUM']),
  CONSTRAINT ck_presales_times CHECK (least(start_datetime, end_datetime, created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(start_datetime, end_datetime, created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE TABLE parterre.price_levels (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  event_id UUID NOT NULL,
  name TEXT NOT NULL,
  base_price NUMERIC(12, 2) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  description TEXT,
  sort_order INTEGER DEFAULT 0 NOT NULL,
  color VARCHAR(7),
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_price_levels PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_price_levels_tenant_id_event_id_currency FOREIGN KEY(tenant_id, event_id, currency) REFERENCES parterre.events (tenant_id, id, currency),
  CONSTRAINT uq_price_levels_tenant_id_event_id_name UNIQUE (tenant_id, event_id, name),
  CONSTRAINT ck_price_levels_base_price CHECK (base_price >= 0),
  CONSTRAINT ck_price_levels_numbers CHECK (greatest(base_price) < 'NaN'),
  CONSTRAINT ck_price_levels_times CHECK (least(created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE TABLE parterre.bookings (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  booking_type VARCHAR(32) DEFAULT 'CUSTOMER_SALE' NOT NULL,
  customer_id UUID,
  event_id UUID NOT NULL,
  booking_number TEXT NOT NULL,
  status VARCHAR(32) NOT NULL,
  channel VARCHAR(32) DEFAULT 'COUNTER' NOT NULL,
  delivery VARCHAR(32) DEFAULT 'E_TICKET' NOT NULL,
  ticket_count INTEGER NOT NULL,
  total_amount NUMERIC(12, 2) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  service_fee NUMERIC(12, 2) DEFAULT 0 NOT NULL,
  delivery_fee NUMERIC(12, 2) DEFAULT 0 NOT NULL,
  tax_amount NUMERIC(12, 2) DEFAULT 0 NOT NULL,
  discount_amount NUMERIC(12, 2) DEFAULT 0 NOT NULL,
  payment_method VARCHAR(32),
  payment_status VARCHAR(32) DEFAULT 'PENDING' NOT NULL,
  payment_transaction_id TEXT,
  reserved_until TIMESTAMP WITH TIME ZONE,
  confirmed_at TIMESTAMP WITH TIME ZONE,
  sold_by UUID,
  presale_id UUID,
  by_code BOOLEAN DEFAULT false NOT NULL,
  replaces_id UUID,
  cancelled_at TIMESTAMP WITH TIME ZONE,
  cancellation_reason TEXT,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_bookings PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_bookings_tenant_id_customer_id FOREIGN KEY(tenant_id, customer_id) REFERENCES parterre.customers (tenant_id, id),
  CONSTRAINT fk_bookings_tenant_id_event_id_currency FOREIGN KEY(tenant_id, event_id, currency) REFERENCES parterre.events (tenant_id, id, currency),
  CONSTRAINT fk_bookings_tenant_id_sold_by FOREIGN KEY(tenant_id, sold_by) REFERENCES parterre.staff (tenant_id, id),
  CONSTRAINT fk_bookings_tenant_id_replaces_id FOREIGN KEY(tenant_id, replaces_id) REFERENCES parterre.bookings (tenant_id, id),
  CONSTRAINT fk_bookings_tenant_id_presale_id FOREIGN KEY(tenant_id, presale_id) REFERENCES parterre.presales (tenant_id, id),
  CONSTRAINT uq_bookings_tenant_id_booking_number UNIQUE (tenant_id, booking_number),
  CONSTRAINT ck_bookings_by_code CHECK (presale_id IS NOT NULL OR NOT by_code),
  CONSTRAINT ck_bookings_ticket_count CHECK (ticket_count >= 0),
  CONSTRAINT ck_bookings_amounts CHECK (total_amount >= 0 AND service_fee >= 0 AND delivery_fee >= 0 AND tax_amount >= 0 AND discount_amount >= 0),
  CONSTRAINT ck_bookings_clock CHECK ((status = ANY ('{RESERVED,PENDING}')) = (reserved_until IS NOT NULL)),
  CONSTRAINT ck_bookings_cancelled CHECK ((status = ANY ('{CANCELLED,REFUNDED}')) = (cancelled_at IS NOT NULL)),
  CONSTRAINT ck_bookings_currency CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT ck_bookings_bookingtype CHECK (booking_type = ANY ('{CUSTOMER_SALE}')),
  CONSTRAINT ck_bookings_bookingstatus CHECK (status = ANY ('{PENDING,RESERVED,CONFIRMED,PAID,CANCELLED,REFUNDED}')),
  CONSTRAINT ck_bookings_saleschannel CHECK (channel = ANY ('{COUNTER,WEB,PHONE,PARTNER}')),
  CONSTRAINT ck_bookings_deliverymethod CHECK (delivery = ANY ('{E_TICKET,COLLECTION,POST}')),
  CONSTRAINT ck_bookings_paymentmethod CHECK (payment_method = ANY ('{CASH,CREDIT_CARD,DEBIT_CARD,PAYPAL,BANK_TRANSFER}')),
  CONSTRAINT ck_bookings_bookingpayment CHECK (payment_status = ANY ('{PENDING,PROCESSING,COMPLETED,FAILED,REFUNDED}')),
  CONSTRAINT ck_bookings_numbers CHECK (greatest(total_amount, service_fee, delivery_fee, tax_amount, discount_amount) < 'NaN'),
  CONSTRAINT ck_bookings_times CHECK (least(reserved_until, confirmed_at, cancelled_at, created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(reserved_until, confirmed_at, cancelled_at, created_at, updated_at) < '9000-01-01 00:00+00')
)
 WITH (fillfactor = 85);

CREATE INDEX ix_bookings_by_code ON parterre.bookings (tenant_id, presale_id) WHERE by_code;

CREATE INDEX ix_bookings_confirmed ON parterre.bookings (tenant_id, confirmed_at) WHERE confirmed_at IS NOT NULL;

CREATE INDEX ix_bookings_created_at ON parterre.bookings (tenant_id, created_at);

CREATE INDEX ix_bookings_customer_id ON parterre.bookings (tenant_id, customer_id) WHERE customer_id IS NOT NULL;

CREATE INDEX ix_bookings_event_id ON parterre.bookings (tenant_id, event_id);

CREATE INDEX ix_bookings_lapsing ON parterre.bookings (tenant_id, reserved_until) WHERE status IN ('RESERVED', 'PENDING');

CREATE UNIQUE INDEX uq_bookings_replaces_id ON parterre.bookings (tenant_id, replaces_id) WHERE replaces_id IS NOT NULL;

CREATE TABLE parterre.event_seats (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  event_id UUID NOT NULL,
  seat_id UUID NOT NULL,
  rank INTEGER NOT NULL,
  price_level_id UUID,
  base_price NUMERIC(12, 2) DEFAULT 0 NOT NULL,
  status VARCHAR(32) DEFAULT 'AVAILABLE' NOT NULL,
  ownership_status VARCHAR(32) DEFAULT 'NOT_OWNED' NOT NULL,
  supplier_id UUID,
  purchase_order_id UUID,
  purchase_price NUMERIC(12, 2),
  retail_price NUMERIC(12, 2),
  received_at TIMESTAMP WITH TIME ZONE,
  hold_id UUID,
  hold_reason TEXT,
  hold_until TIMESTAMP WITH TIME ZONE,
  allotted_to VARCHAR(32),
  allotted_until TIMESTAMP WITH TIME ZONE,
  presale_id UUID,
  reserved_until TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_event_seats PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_event_seats_tenant_id_event_id FOREIGN KEY(tenant_id, event_id) REFERENCES parterre.events (tenant_id, id),
  CONSTRAINT fk_event_seats_tenant_id_seat_id FOREIGN KEY(tenant_id, seat_id) REFERENCES parterre.seats (tenant_id, id),
  CONSTRAINT fk_event_seats_tenant_id_price_level_id FOREIGN KEY(tenant_id, price_level_id) REFERENCES parterre.price_levels (tenant_id, id),
  CONSTRAINT uq_event_seats_tenant_id_event_id_seat_id UNIQUE (tenant_id, event_id, seat_id),
  CONSTRAINT ck_event_seats_only_ours CHECK ((ownership_status = 'OWNED') OR status = ANY ('{AVAILABLE,BLOCKED}')),
  CONSTRAINT ck_event_seats_bought_from CHECK (num_nonnulls(supplier_id, purchase_order_id, purchase_price) = CASE ownership_status WHEN 'NOT_OWNED' THEN 0 ELSE 3 END),
  CONSTRAINT ck_event_seats_reserved CHECK ((status = 'RESERVED') = (reserved_until IS NOT NULL)),
  CONSTRAINT ck_event_seats_held CHECK ((status = 'HELD') = (hold_id IS NOT NULL)),
  CONSTRAINT ck_event_seats_held_why CHECK (num_nonnulls(hold_reason, hold_until) = 0 OR status = 'HELD' OR (status = 'BLOCKED' AND hold_until IS NULL)),
  CONSTRAINT ck_event_seats_allotted CHECK (CASE WHEN allotted_to IS NULL THEN num_nonnulls(allotted_until, presale_id) = 0 ELSE status <> ALL ('{HELD,BLOCKED}') AND (allotted_to = 'PRESALE') = (presale_id IS NOT NULL) END),
  CONSTRAINT ck_event_seats_base_price CHECK (base_price >= 0),
  CONSTRAINT ck_event_seats_purchase_price CHECK (purchase_price >= 0),
  CONSTRAINT ck_event_seats_retail_price CHECK (retail_price >= 0),
  CONSTRAINT ck_event_seats_seatstatus CHECK (status = ANY ('{AVAILABLE,HELD,RESERVED,SOLD,BLOCKED}')),
  CONSTRAINT ck_event_seats_ownership CHECK (ownership_status = ANY ('{NOT_OWNED,OWNED,RETURNED_TO_SUPPLIER}')),
  CONSTRAINT ck_event_seats_allotment CHECK (allotted_to = ANY ('{COUNTER,WEB,PHONE,PARTNER,PRESALE}')),
  CONSTRAINT ck_event_seats_numbers CHECK (greatest(base_price, purchase_price, retail_price) < 'NaN'),
  CONSTRAINT ck_event_seats_times CHECK (least(received_at, hold_until, allotted_until, reserved_until) > '1900-01-01 00:00+00' AND greatest(received_at, hold_until, allotted_until, reserved_until) < '9000-01-01 00:00+00')
)
 WITH (fillfactor = 50);

CREATE TABLE parterre.ticket_types (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  event_id UUID NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  price_level_id UUID,
  sections TEXT[] DEFAULT '{}' NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_ticket_types PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_ticket_types_tenant_id_event_id FOREIGN KEY(tenant_id, event_id) REFERENCES parterre.events (tenant_id, id),
  CONSTRAINT fk_ticket_types_tenant_id_price_level_id FOREIGN KEY(tenant_id, price_level_id) REFERENCES parterre.price_levels (tenant_id, id),
  CONSTRAINT uq_ticket_types_tenant_id_event_id_code UNIQUE (tenant_id, event_id, code),
  CONSTRAINT ck_ticket_types_times CHECK (least(created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE TABLE parterre.payments (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  booking_id UUID NOT NULL,
  customer_id UUID,
  amount NUMERIC(12, 2) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  payment_method VARCHAR(32) NOT NULL,
  payment_provider VARCHAR(32) NOT NULL,
  provider_transaction_id TEXT,
  status VARCHAR(32) NOT NULL,
  failure_reason TEXT,
  processed_at TIMESTAMP WITH TIME ZONE,
  till_shift_id UUID,
  tendered NUMERIC(12, 2),
  change_given NUMERIC(12, 2),
  due_at TIMESTAMP WITH TIME ZONE,
  recorded_by TEXT DEFAULT SESSION_USER NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_payments PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_payments_tenant_id_booking_id FOREIGN KEY(tenant_id, booking_id) REFERENCES parterre.bookings (tenant_id, id),
  CONSTRAINT fk_payments_tenant_id_customer_id FOREIGN KEY(tenant_id, customer_id) REFERENCES parterre.customers (tenant_id, id),
  CONSTRAINT fk_payments_tenant_id_till_shift_id_currency FOREIGN KEY(tenant_id, till_shift_id, currency) REFERENCES parterre.till_shifts (tenant_id, id, currency),
  CONSTRAINT ck_payments_amount CHECK (amount > 0),
  CONSTRAINT ck_payments_change CHECK (tendered - change_given = amount AND change_given >= 0),
  CONSTRAINT ck_payments_at_the_counter CHECK (payment_provider <> ALL ('{cash,terminal}') OR status = ANY ('{SUCCESS,REFUNDED}')),
  CONSTRAINT ck_payments_drawer CHECK (payment_provider <> 'cash' OR (till_shift_id IS NOT NULL AND tendered IS NOT NULL)),
  CONSTRAINT ck_payments_processed CHECK ((status = ANY ('{SUCCESS,REFUNDED}')) <= (processed_at IS NOT NULL)),
  CONSTRAINT ck_payments_paymentmethod CHECK (payment_method = ANY ('{CASH,CREDIT_CARD,DEBIT_CARD,PAYPAL,BANK_TRANSFER}')),
  CONSTRAINT ck_payments_provider CHECK (payment_provider = ANY ('{cash,terminal,bank,stripe,paypal}')),
  CONSTRAINT ck_payments_paymentstatus CHECK (status = ANY ('{PENDING,PROCESSING,SUCCESS,FAILED,REFUNDED}')),
  CONSTRAINT ck_payments_numbers CHECK (greatest(amount, tendered, change_given) < 'NaN'),
  CONSTRAINT ck_payments_times CHECK (least(processed_at, due_at, created_at) > '1900-01-01 00:00+00' AND greatest(processed_at, due_at, created_at) < '9000-01-01 00:00+00')
);

CREATE INDEX ix_payments_booking_id ON parterre.payments (tenant_id, booking_id);

CREATE INDEX ix_payments_processed_at ON parterre.payments (tenant_id, processed_at);

CREATE INDEX ix_payments_till_shift ON parterre.payments (tenant_id, till_shift_id) WHERE till_shift_id IS NOT NULL;

CREATE UNIQUE INDEX uq_payments_provider_transaction_id ON parterre.payments (tenant_id, payment_provider, provider_transaction_id) WHERE payment_provider <> 'terminal';

CREATE UNIQUE INDEX uq_payments_terminal_provider_transaction_id ON parterre.payments (tenant_id, till_shift_id, provider_transaction_id) WHERE payment_provider = 'terminal';

CREATE TABLE parterre.purchase_order_lines (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  purchase_order_id UUID NOT NULL,
  line_no INTEGER NOT NULL,
  item_id UUID NOT NULL,
  item_code TEXT,
  item_name TEXT,
  description TEXT,
  quantity INTEGER NOT NULL,
  uom VARCHAR(16) DEFAULT 'TICKET' NOT NULL,
  unit_price NUMERIC(12, 2) NOT NULL,
  line_total NUMERIC(12, 2) NOT NULL,
  status VARCHAR(32) DEFAULT 'PENDING' NOT NULL,
  expected_date DATE,
  received_quantity INTEGER DEFAULT 0 NOT NULL,
  cancelled_quantity INTEGER DEFAULT 0 NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_purchase_order_lines PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_purchase_order_lines_tenant_id_purchase_order_id FOREIGN KEY(tenant_id, purchase_order_id) REFERENCES parterre.purchase_orders (tenant_id, id),
  CONSTRAINT fk_purchase_order_lines_tenant_id_item_id FOREIGN KEY(tenant_id, item_id) REFERENCES parterre.ticket_types (tenant_id, id),
  CONSTRAINT uq_purchase_order_lines_tenant_id_purchase_order_id_line_no UNIQUE (tenant_id, purchase_order_id, line_no),
  CONSTRAINT ck_purchase_order_lines_quantity CHECK (quantity > 0),
  CONSTRAINT ck_purchase_order_lines_prices CHECK (unit_price >= 0 AND line_total >= 0),
  CONSTRAINT ck_purchase_order_lines_not_more_than_ordered CHECK (received_quantity >= 0 AND cancelled_quantity >= 0 AND received_quantity + cancelled_quantity <= quantity),
  CONSTRAINT ck_purchase_order_lines_received CHECK ((status = 'RECEIVED') <= (received_quantity + cancelled_quantity = quantity)),
  CONSTRAINT ck_purchase_order_lines_linestatus CHECK (status = ANY ('{PENDING,CONFIRMED,PARTIALLY_RECEIVED,RECEIVED,CANCELLED}')),
  CONSTRAINT ck_purchase_order_lines_numbers CHECK (greatest(unit_price, line_total) < 'NaN'),
  CONSTRAINT ck_purchase_order_lines_days CHECK (least(expected_date) > '1900-01-01' AND greatest(expected_date) < '9000-01-01'),
  CONSTRAINT ck_purchase_order_lines_times CHECK (least(created_at, updated_at) > '1900-01-01 00:00+00' AND greatest(created_at, updated_at) < '9000-01-01 00:00+00')
);

CREATE INDEX ix_purchase_order_lines_purchase_order_id ON parterre.purchase_order_lines (tenant_id, purchase_order_id);

CREATE TABLE parterre.tickets (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  event_id UUID NOT NULL,
  event_seat_id UUID NOT NULL,
  booking_id UUID NOT NULL,
  ticket_number TEXT NOT NULL,
  barcode TEXT NOT NULL,
  qr_code TEXT,
  status VARCHAR(32) NOT NULL,
  price_paid NUMERIC(12, 2) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  transfer_token TEXT,
  issued_at TIMESTAMP WITH TIME ZONE,
  reserved_at TIMESTAMP WITH TIME ZONE,
  reserved_until TIMESTAMP WITH TIME ZONE,
  expires_at TIMESTAMP WITH TIME ZONE,
  scanned_at TIMESTAMP WITH TIME ZONE,
  cancelled_at TIMESTAMP WITH TIME ZONE,
  live_seat_id UUID GENERATED ALWAYS AS (CASE WHEN status = ANY ('{RESERVED,CONFIRMED,USED}') THEN event_seat_id END) STORED,
  CONSTRAINT pk_tickets PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_tickets_tenant_id_event_id FOREIGN KEY(tenant_id, event_id) REFERENCES parterre.events (tenant_id, id),
  CONSTRAINT fk_tickets_tenant_id_event_seat_id FOREIGN KEY(tenant_id, event_seat_id) REFERENCES parterre.event_seats (tenant_id, id),
  CONSTRAINT fk_tickets_tenant_id_booking_id FOREIGN KEY(tenant_id, booking_id) REFERENCES parterre.bookings (tenant_id, id),
  CONSTRAINT uq_tickets_tenant_id_ticket_number UNIQUE (tenant_id, ticket_number),
  CONSTRAINT uq_tickets_tenant_id_barcode UNIQUE (tenant_id, barcode),
  CONSTRAINT uq_tickets_live_seat UNIQUE (tenant_id, live_seat_id),
  CONSTRAINT ck_tickets_price_paid CHECK (price_paid >= 0),
  CONSTRAINT ck_tickets_reserved CHECK ((status = 'RESERVED') = (reserved_until IS NOT NULL)),
  CONSTRAINT ck_tickets_scanned CHECK ((status = 'USED') = (scanned_at IS NOT NULL)),
  CONSTRAINT ck_tickets_issued CHECK (status <> ALL ('{CONFIRMED,USED,TRANSFERRED}') OR issued_at IS NOT NULL),
  CONSTRAINT ck_tickets_currency CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT ck_tickets_ticketstatus CHECK (status = ANY ('{RESERVED,CONFIRMED,USED,CANCELLED,TRANSFERRED}')),
  CONSTRAINT ck_tickets_numbers CHECK (greatest(price_paid) < 'NaN'),
  CONSTRAINT ck_tickets_times CHECK (least(issued_at, reserved_at, reserved_until, expires_at, scanned_at, cancelled_at) > '1900-01-01 00:00+00' AND greatest(issued_at, reserved_at, reserved_until, expires_at, scanned_at, cancelled_at) < '9000-01-01 00:00+00')
)
 WITH (fillfactor = 80);

CREATE INDEX ix_tickets_booking_id ON parterre.tickets (tenant_id, booking_id);

CREATE INDEX ix_tickets_event_seat_id ON parterre.tickets (tenant_id, event_seat_id);

CREATE UNIQUE INDEX uq_tickets_qr_code ON parterre.tickets (tenant_id, qr_code) WHERE qr_code IS NOT NULL;

CREATE TABLE parterre.booking_items (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  booking_id UUID NOT NULL,
  ticket_id UUID NOT NULL,
  quantity INTEGER DEFAULT 1 NOT NULL,
  unit_price NUMERIC(12, 2) NOT NULL,
  total_price NUMERIC(12, 2) NOT NULL,
  section TEXT,
  row TEXT,
  seat_number TEXT,
  is_cancelled BOOLEAN DEFAULT false NOT NULL,
  cancelled_at TIMESTAMP WITH TIME ZONE,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_booking_items PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_booking_items_tenant_id_booking_id FOREIGN KEY(tenant_id, booking_id) REFERENCES parterre.bookings (tenant_id, id),
  CONSTRAINT fk_booking_items_tenant_id_ticket_id FOREIGN KEY(tenant_id, ticket_id) REFERENCES parterre.tickets (tenant_id, id),
  CONSTRAINT uq_booking_items_tenant_id_ticket_id UNIQUE (tenant_id, ticket_id),
  CONSTRAINT ck_booking_items_one_ticket CHECK (quantity = 1),
  CONSTRAINT ck_booking_items_total_price CHECK (total_price = unit_price * quantity),
  CONSTRAINT ck_booking_items_unit_price CHECK (unit_price >= 0),
  CONSTRAINT ck_booking_items_cancelled CHECK (is_cancelled = (cancelled_at IS NOT NULL)),
  CONSTRAINT ck_booking_items_numbers CHECK (greatest(unit_price, total_price) < 'NaN'),
  CONSTRAINT ck_booking_items_times CHECK (least(cancelled_at, created_at) > '1900-01-01 00:00+00' AND greatest(cancelled_at, created_at) < '9000-01-01 00:00+00')
);

CREATE TABLE parterre.journal_entries (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  posted_at TIMESTAMP WITH TIME ZONE NOT NULL,
  posted_by TEXT DEFAULT SESSION_USER NOT NULL,
  debit_account VARCHAR(32) NOT NULL,
  credit_account VARCHAR(32) NOT NULL,
  amount NUMERIC(12, 2) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  memo TEXT NOT NULL,
  booking_id UUID,
  payment_id UUID,
  purchase_order_id UUID,
  event_id UUID,
  till_shift_id UUID,
  CONSTRAINT pk_journal_entries PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_journal_entries_tenant_id_booking_id FOREIGN KEY(tenant_id, booking_id) REFERENCES parterre.bookings (tenant_id, id),
  CONSTRAINT fk_journal_entries_tenant_id_payment_id FOREIGN KEY(tenant_id, payment_id) REFERENCES parterre.payments (tenant_id, id),
  CONSTRAINT fk_journal_entries_tenant_id_purchase_order_id FOREIGN KEY(tenant_id, purchase_order_id) REFERENCES parterre.purchase_orders (tenant_id, id),
  CONSTRAINT fk_journal_entries_tenant_id_event_id FOREIGN KEY(tenant_id, event_id) REFERENCES parterre.events (tenant_id, id),
  CONSTRAINT fk_journal_entries_tenant_id_till_shift_id_currency FOREIGN KEY(tenant_id, till_shift_id, currency) REFERENCES parterre.till_shifts (tenant_id, id, currency),
  CONSTRAINT ck_journal_entries_amount CHECK (amount > 0),
  CONSTRAINT ck_journal_entries_two_accounts CHECK (debit_account <> credit_account),
  CONSTRAINT ck_journal_entries_currency CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT ck_journal_entries_debit_account CHECK (debit_account = ANY ('{cash_drawer,safe,bank,card_clearing,receivables,stock_on_order,stock,payables,refunds_due,ticket_revenue,service_fees,delivery_fees,tax_due,cost_of_sales,cash_differences}')),
  CONSTRAINT ck_journal_entries_credit_account CHECK (credit_account = ANY ('{cash_drawer,safe,bank,card_clearing,receivables,stock_on_order,stock,payables,refunds_due,ticket_revenue,service_fees,delivery_fees,tax_due,cost_of_sales,cash_differences}')),
  CONSTRAINT ck_journal_entries_numbers CHECK (greatest(amount) < 'NaN'),
  CONSTRAINT ck_journal_entries_times CHECK (least(posted_at) > '1900-01-01 00:00+00' AND greatest(posted_at) < '9000-01-01 00:00+00')
);

CREATE INDEX ix_journal_entries_event_id ON parterre.journal_entries (tenant_id, event_id);

CREATE INDEX ix_journal_entries_payment ON parterre.journal_entries (tenant_id, payment_id) WHERE payment_id IS NOT NULL;

CREATE INDEX ix_journal_entries_posted_at ON parterre.journal_entries (tenant_id, posted_at);

CREATE INDEX ix_journal_entries_purchase_order ON parterre.journal_entries (tenant_id, purchase_order_id) WHERE purchase_order_id IS NOT NULL;

CREATE INDEX ix_journal_entries_till_shift ON parterre.journal_entries (tenant_id, till_shift_id) WHERE till_shift_id IS NOT NULL;

CREATE TABLE parterre.scans (
  tenant_id UUID DEFAULT parterre_sec.current_tenant() NOT NULL,
  id UUID NOT NULL,
  event_id UUID NOT NULL,
  ticket_id UUID,
  verdict VARCHAR(32) NOT NULL,
  scanned_at TIMESTAMP WITH TIME ZONE NOT NULL,
  gate TEXT DEFAULT 'Main entrance' NOT NULL,
  device TEXT,
  scanned_by TEXT DEFAULT SESSION_USER NOT NULL,
  CONSTRAINT pk_scans PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_scans_tenant_id_event_id FOREIGN KEY(tenant_id, event_id) REFERENCES parterre.events (tenant_id, id),
  CONSTRAINT fk_scans_tenant_id_ticket_id FOREIGN KEY(tenant_id, ticket_id) REFERENCES parterre.tickets (tenant_id, id),
  CONSTRAINT ck_scans_admitted CHECK ((verdict = 'ADMITTED') <= (ticket_id IS NOT NULL)),
  CONSTRAINT ck_scans_verdict CHECK (verdict = ANY ('{ADMITTED,ALREADY_USED,NOT_VALID,WRONG_EVENT,UNKNOWN,FORGED}')),
  CONSTRAINT ck_scans_times CHECK (least(scanned_at) > '1900-01-01 00:00+00' AND greatest(scanned_at) < '9000-01-01 00:00+00')
);

CREATE INDEX ix_scans_event_id_scanned_at ON parterre.scans (tenant_id, event_id, scanned_at);

CREATE INDEX ix_scans_ticket_id ON parterre.scans (tenant_id, ticket_id) WHERE ticket_id IS NOT NULL;

-- The sample shop: a coworking place in Lyon, and an association in Sydney that sells events through it. Loaded only into an empty database, and never on a hosted project unless
-- somebody runs it there by hand.
insert into public.spaces
  (id, name, description, type, capacity, price_per_hour, price_per_half_day, price_per_day, price_per_month, image_url, is_active)
values
  ('5a1e0000-0000-4000-8000-000000000001', 'Le Comptoir',
   'Poste nomade face à la Saône, café compris. / A hot desk facing the Saône, coffee included.',
   'desk', 1, 4.50, 14.00, 24.00, 220.00, 'http://localhost:3000/sample/comptoir.svg', true),
  ('5a1e0000-0000-4000-8000-000000000002', 'Atelier Croix-Rousse',
   'Grande table sous verrière pour équipes de passage. / A long table under a glass roof for visiting teams.',
   'coworking_space', 12, 25.00, 80.00, 140.00, null, 'http://localhost:3000/sample/atelier.svg', true),
  ('5a1e0000-0000-4000-8000-000000000003', 'Salle Bellecour',
   'Salle de réunion, écran, visioconférence. / Meeting room with a screen and video conferencing.',
   'meeting_room', 8, 30.00, 95.00, 170.00, null, 'http://localhost:3000/sample/bellecour.svg', true),
  ('5a1e0000-0000-4000-8000-000000000004', 'Bureau Confluence',
   'Bureau fermé pour quatre, à l’année ou au mois. / A private office for four, by the month.',
   'office', 4, null, null, 90.00, 1150.00, 'http://localhost:3000/sample/confluence.svg', true),
  ('5a1e0000-0000-4000-8000-000000000005', 'Salon Fourvière',
   'Petit salon calme pour entretiens. / A small quiet room for interviews.',
   'meeting_room', 3, 12.00, 38.00, null, null, 'http://localhost:3000/sample/fourviere.svg', true),
  ('5a1e0000-0000-4000-8000-000000000006', 'Halle des Traboules',
   'Halle voûtée pour soirées et expositions, en travaux jusqu’au printemps. / A vaulted hall for evenings and shows, being restored until spring.',
   'event_room', 80, null, 420.00, 760.00, null, 'http://localhost:3000/sample/traboules.svg', false);

-- An association in Sydney that sells on a Stripe account of its own, which the local stack makes ready at its emulator.
insert into public.organisations (organisation_id, name, default_currency, stripe_onbehalfof)
values ('5a1e0000-0000-4000-8000-000000000101', 'Harbour Lights Association', 'aud', 'acct_harbourlights');

insert into public.events
  (event_id, organisation_id, parent_event_id, title, slug, description, type, event_start, event_end, time_zone, image_url,
   capacity, is_published)
values
  ('5a1e0000-0000-4000-8000-000000000201', '5a1e0000-0000-4000-8000-000000000101', null,
   'Harbour Lights Festival', 'harbour-lights-festival',
   'Three evenings of lanterns on the water, music on the quay and food from all around the harbour. Come early: the lanterns are lit at nightfall, and every evening ends with a procession of boats below the bridge.',
   'general', '2027-03-05T18:00:00+11:00', '2027-03-07T23:00:00+11:00', 'Australia/Sydney',
   'http://localhost:3000/sample/lights.svg', 900, true),
  ('5a1e0000-0000-4000-8000-000000000202', '5a1e0000-0000-4000-8000-000000000101',
   '5a1e0000-0000-4000-8000-000000000201',
   'Long Table Supper', 'long-table-supper',
   'One table, ninety-six seats, five courses. On the last evening of the festival, on the quay.',
   'dinner', '2027-03-07T19:00:00+11:00', '2027-03-07T22:30:00+11:00', 'Australia/Sydney',
   'http://localhost:3000/sample/supper.svg', 96, true);

insert into public.event_tickets
  (id, event_id, name, description, price, currency, total_capacity, eligibility_criteria, position)
values
  ('5a1e0000-0000-4000-8000-000000000301', '5a1e0000-0000-4000-8000-000000000201',
   'Three evenings', 'Entry on all three evenings.', 89.00, 'aud', 400, null, 0),
  ('5a1e0000-0000-4000-8000-000000000302', '5a1e0000-0000-4000-8000-000000000201',
   'One evening', 'Entry on one evening of your choice.', 39.00, 'aud', null, null, 1),
  ('5a1e0000-0000-4000-8000-000000000303', '5a1e0000-0000-4000-8000-000000000201',
   'Child', 'Under twelve, with an adult.', 0, 'aud', 300, '{"description": "Under twelve, together with an adult."}', 2),
  ('5a1e0000-0000-4000-8000-000000000304', '5a1e0000-0000-4000-8000-000000000202',
   'Seat at the table', 'Five courses, wine and water included.', 145.00, 'aud', 80, null, 0),
  ('5a1e0000-0000-4000-8000-000000000305', '5a1e0000-0000-4000-8000-000000000202',
   'Seat for members', 'Five courses, wine and water included.', 120.00, 'aud', 16,
   '{"description": "Members of the association; bring your card."}', 1);

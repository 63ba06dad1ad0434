-- The sample shop: a coworking place in Lyon. Loaded only into an empty database, and never on a hosted project unless
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

# A centre and a file of Open Repair Data with two records.
. "$setups/centre.sh"
cat >repairs.csv <<'CSV'
id,data_provider,country,partner_product_category,product_category,product_category_id,brand,year_of_manufacture,product_age,repair_status,repair_barrier_if_end_of_life,group_identifier,event_date,problem
anstiftung_1,anstiftung,DEU,Haushaltsgeräte ~ Wasserkocher,Kettle,14,WMF,,,Fixed,,1,2022-03-05,Heizt nicht
anstiftung_2,anstiftung,DEU,Unterhaltung ~ Radio,Portable radio,23,Grundig,1998,24,End of life,Spare parts not available,1,2022-03-05,Kein Ton
CSV

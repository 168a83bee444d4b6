BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE attempts (
	id VARCHAR(32) NOT NULL, 
	session_id TEXT NOT NULL, 
	pack_id TEXT NOT NULL, 
	pack_title TEXT NOT NULL, 
	round_title TEXT NOT NULL, 
	question_id TEXT NOT NULL, 
	prompt TEXT NOT NULL, 
	topic TEXT NOT NULL, 
	take_number INTEGER NOT NULL, 
	started_at DATETIME NOT NULL, 
	source VARCHAR(16) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	duration_s DOUBLE, 
	prediction SMALLINT, 
	rating SMALLINT, 
	problem TEXT, 
	note TEXT NOT NULL, 
	text TEXT NOT NULL, 
	question TEXT NOT NULL, 
	transcript TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "attempts" VALUES('0000000000000000000000a11ce00001','monday','ml-engineer','Machine Learning Engineer','Technical interview','p-values','What is a p-value?','Statistics',1,'2026-03-02 18:30:00.000000','microphone','transcribed',8.0,3,1,NULL,'Say “extreme” — not “rare”.','It is a p-value, value, if the null is true.','{"id":"p-values","round":"technical","topic":"Statistics","difficulty":"medium","ask_chance":"high","kind":"concept","prompt":"What is a p-value?","why":"","how_to_answer":"","model_answer":"It is the probability of data at least this extreme if the null hypothesis were true.","points":[{"say":"assumes the null","listen_for":["if the null is true"],"proposed":false},{"say":"data at least this extreme","listen_for":[],"proposed":false},{"say":"not the probability that the null is true","listen_for":[],"proposed":false}],"follow_ups":[{"ask":"Is 0.06 a failure?","point":1}],"choices":[],"answer":null,"explanation":""}','{"segments":[{"start":0.6,"end":4.6,"text":"It is a rock value, if the null is true.","words":[{"start":0.6,"end":0.95,"text":"It","probability":0.9},{"start":1.0,"end":1.35,"text":"is","probability":0.9},{"start":1.4,"end":1.75,"text":"a","probability":0.9},{"start":1.8,"end":2.15,"text":"rock","probability":0.9},{"start":2.2,"end":2.55,"text":"value,","probability":0.9},{"start":2.6,"end":2.95,"text":"if","probability":0.9},{"start":3.0,"end":3.35,"text":"the","probability":0.9},{"start":3.4,"end":3.75,"text":"null","probability":0.9},{"start":3.8,"end":4.15,"text":"is","probability":0.9},{"start":4.2,"end":4.55,"text":"true.","probability":0.9}]}],"voiced":[{"start":0.6,"end":4.6}],"pauses":[],"hesitations":[],"duration":5.1,"engine":"faster-whisper","model":"tiny.en"}');
INSERT INTO "attempts" VALUES('0000000000000000000000a11ce00002','monday','ml-engineer','Machine Learning Engineer','Technical interview','p-values','What is a p-value?','Statistics',2,'2026-03-02 18:34:00.000000','microphone','transcribed',9.5,NULL,3,NULL,'','It is the probability of data at least this extreme.','{"id":"p-values","round":"technical","topic":"Statistics","difficulty":"medium","ask_chance":"high","kind":"concept","prompt":"What is a p-value?","why":"","how_to_answer":"","model_answer":"It is the probability of data at least this extreme if the null hypothesis were true.","points":[{"say":"assumes the null","listen_for":["if the null is true"],"proposed":false},{"say":"data at least this extreme","listen_for":[],"proposed":false},{"say":"not the probability that the null is true","listen_for":[],"proposed":false}],"follow_ups":[{"ask":"Is 0.06 a failure?","point":1}],"choices":[],"answer":null,"explanation":""}','{"segments":[{"start":0.6,"end":4.6,"text":"It is the probability of data at least this extreme.","words":[{"start":0.6,"end":0.95,"text":"It","probability":0.9},{"start":1.0,"end":1.35,"text":"is","probability":0.9},{"start":1.4,"end":1.75,"text":"the","probability":0.9},{"start":1.8,"end":2.15,"text":"probability","probability":0.9},{"start":2.2,"end":2.55,"text":"of","probability":0.9},{"start":2.6,"end":2.95,"text":"data","probability":0.9},{"start":3.0,"end":3.35,"text":"at","probability":0.9},{"start":3.4,"end":3.75,"text":"least","probability":0.9},{"start":3.8,"end":4.15,"text":"this","probability":0.9},{"start":4.2,"end":4.55,"text":"extreme.","probability":0.9}]}],"voiced":[{"start":0.6,"end":4.6}],"pauses":[],"hesitations":[],"duration":5.1,"engine":"faster-whisper","model":"tiny.en"}');
INSERT INTO "attempts" VALUES('0000000000000000000000a11ce00003','tuesday','ml-engineer','Machine Learning Engineer','Technical interview','missing-data','How do you treat missing data?','Statistics',1,'2026-03-03 18:30:00.000000','file','failed',31.25,NULL,NULL,'The speech helper ended.','','','{"id":"missing-data","round":"technical","topic":"Statistics","difficulty":"medium","ask_chance":"high","kind":"concept","prompt":"How do you treat missing data?","why":"","how_to_answer":"","model_answer":"It is the probability of data at least this extreme if the null hypothesis were true.","points":[{"say":"assumes the null","listen_for":["if the null is true"],"proposed":false},{"say":"data at least this extreme","listen_for":[],"proposed":false},{"say":"not the probability that the null is true","listen_for":[],"proposed":false}],"follow_ups":[{"ask":"Is 0.06 a failure?","point":1}],"choices":[],"answer":null,"explanation":""}',NULL);
INSERT INTO "attempts" VALUES('0000000000000000000000a11ce00004','wednesday','ml-engineer','Machine Learning Engineer','Technical interview','missing-data','How do you treat missing data?','Statistics',1,'2026-03-04 18:30:00.000000','microphone','recording',NULL,NULL,NULL,NULL,'','','{"id":"missing-data","round":"technical","topic":"Statistics","difficulty":"medium","ask_chance":"high","kind":"concept","prompt":"How do you treat missing data?","why":"","how_to_answer":"","model_answer":"It is the probability of data at least this extreme if the null hypothesis were true.","points":[{"say":"assumes the null","listen_for":["if the null is true"],"proposed":false},{"say":"data at least this extreme","listen_for":[],"proposed":false},{"say":"not the probability that the null is true","listen_for":[],"proposed":false}],"follow_ups":[{"ask":"Is 0.06 a failure?","point":1}],"choices":[],"answer":null,"explanation":""}',NULL);
CREATE TABLE corrections (
	id INTEGER NOT NULL, 
	attempt_id VARCHAR(32) NOT NULL, 
	word_index INTEGER NOT NULL, 
	original TEXT NOT NULL, 
	corrected TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(attempt_id) REFERENCES attempts (id) ON DELETE CASCADE
);
INSERT INTO "corrections" VALUES(1,'0000000000000000000000a11ce00001',3,'rock','p-value,');
CREATE TABLE ticks (
	attempt_id VARCHAR(32) NOT NULL, 
	point_index INTEGER NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	PRIMARY KEY (attempt_id, point_index), 
	FOREIGN KEY(attempt_id) REFERENCES attempts (id) ON DELETE CASCADE
);
INSERT INTO "ticks" VALUES('0000000000000000000000a11ce00001',0,'partly');
CREATE INDEX ix_attempts_started_at ON attempts (started_at);
CREATE INDEX ix_attempts_session_id ON attempts (session_id);
CREATE INDEX ix_attempts_question ON attempts (pack_id, question_id, started_at);
CREATE INDEX ix_corrections_attempt_id ON corrections (attempt_id);
COMMIT;

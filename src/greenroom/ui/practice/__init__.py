"""Home and stage: choosing what to practise, being asked, answering."""

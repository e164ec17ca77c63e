"""Tests of rights across the whole house: nobody sees what is not theirs, whatever they ask for."""

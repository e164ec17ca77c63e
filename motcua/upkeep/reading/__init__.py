"""The code read as text, syntax trees and addresses: for `explain`, and for the tests that enforce the house."""

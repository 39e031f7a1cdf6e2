namespace Commerce.Application.Pipeline;

/// <summary>Marks a command whose effect lives in Redis alone: its idempotency record is stored by the same script, in the same slot, and looked up there.</summary>
public interface IKeepsItsRecord;

using Npgsql;

namespace Commerce.Infrastructure.Streams.Catalog;

internal static class Constraints
{
    /// <summary>The name of the constraint a commit ran into; null when it failed for another reason.</summary>
    public static string? ViolatedConstraint(this Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation } postgres => postgres.ConstraintName,
        { InnerException: { } inner } => inner.ViolatedConstraint(),
        _ => null,
    };
}

using Commerce.Domain;

namespace Commerce.Application.DryRuns;

/// <summary>The refusals of dry runs.</summary>
public static class DryRunRefusals
{
    public static Refusal Unknown => new(RefusalKind.NotFound, "dry_run.unknown", "There is no such dry run, or none any more.");

    public static Refusal TooMany => new(RefusalKind.Conflict, "dry_run.too_many", "Too many dry runs are waiting already.");
}

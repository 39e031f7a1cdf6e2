using Commerce.Application.Pipeline;
using Commerce.Domain.Customers;

namespace Commerce.Application.Customers;

internal static class StaffScopes
{
    /// <summary>The scopes of a staff caller with "everything" written out.</summary>
    public static IReadOnlySet<string> AllScopes(this Caller.Staff staff) => staff.Scopes.Contains(Caller.Staff.Everything) ? Scopes.All : staff.Scopes;
}

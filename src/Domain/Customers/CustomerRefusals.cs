namespace Commerce.Domain.Customers;

/// <summary>Every "no" about a customer.</summary>
public static class CustomerRefusals
{
    public static Refusal Unknown => new(RefusalKind.NotFound, "customer.unknown", "There is no such customer.");

    public static Refusal AlreadyRegistered => new(RefusalKind.Conflict, "customer.already_registered", "This customer is registered already.");

    public static Refusal EmailTaken => new(RefusalKind.Conflict, "customer.email_taken", "This e-mail address cannot be used for a new account.");

    public static Refusal IsDisabled => new(RefusalKind.Forbidden, "customer.disabled", "This account has been shut by the shop.");

    public static Refusal HasNoPassword => new(RefusalKind.Conflict, "customer.no_password", "This account has no password here: it is kept by an external issuer.");

    public static Refusal UnknownAddress => new(RefusalKind.NotFound, "customer.address_unknown", "There is no such address in the customer's book.");

    public static Refusal TooManyAddresses =>
        new(RefusalKind.Conflict, "customer.too_many_addresses", $"A customer keeps at most {Customer.MostAddresses} addresses.", ("most", Customer.MostAddresses));
}

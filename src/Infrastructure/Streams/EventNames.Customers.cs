using Commerce.Domain.Customers;

namespace Commerce.Infrastructure.Streams;

internal static partial class EventNames
{
    private static (Type Fact, string Name)[] Customers =>
    [
        (typeof(Customer.Event.Registered), "customer_registered"),
        (typeof(Customer.Event.Recognised), "customer_recognised"),
        (typeof(Customer.Event.NameChanged), "customer_name_changed"),
        (typeof(Customer.Event.EmailChanged), "customer_email_changed"),
        (typeof(Customer.Event.PasswordChanged), "customer_password_changed"),
        (typeof(Customer.Event.PasswordRehashed), "customer_password_rehashed"),
        (typeof(Customer.Event.AddressAdded), "customer_address_added"),
        (typeof(Customer.Event.AddressChanged), "customer_address_changed"),
        (typeof(Customer.Event.AddressRemoved), "customer_address_removed"),
        (typeof(Customer.Event.DefaultAddressChosen), "customer_default_address_chosen"),
        (typeof(Customer.Event.GroupsAssigned), "customer_groups_assigned"),
        (typeof(Customer.Event.CompanyAssigned), "customer_company_assigned"),
        (typeof(Customer.Event.Disabled), "customer_disabled"),
        (typeof(Customer.Event.Enabled), "customer_enabled"),
        (typeof(CustomerGroup.Event.Created), "customer_group_created"),
        (typeof(CustomerGroup.Event.Renamed), "customer_group_renamed"),
        (typeof(CustomerGroup.Event.Removed), "customer_group_removed"),
        (typeof(ApiKey.Event.Issued), "api_key_issued"),
        (typeof(ApiKey.Event.Revoked), "api_key_revoked"),
        (typeof(Role.Event.Defined), "role_defined"),
        (typeof(Role.Event.Removed), "role_removed"),
    ];
}

using Carter;
using Commerce.Application.Customers;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Customers;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Customers;

public sealed class CustomersModule : ICarterModule
{
    private static readonly string[] Own = ["customer.unknown", "customer.disabled"];

    private static readonly string[] Proven = ["customer.no_password", "access.external_issuer", "access.wrong_credentials", "access.locked_out"];

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/customers", Register).WithTags("Customers").WithName(nameof(RegisterCustomer)).Allow(Access.Anyone).CountsAs(LimitedAction.Credentials).IgnoresCaller().Refuses("customer.email_taken", "access.external_issuer", "access.locked_out");

        var me = app.MapGroup("/v1/me").WithTags("Customers");

        me.MapGet("", Profile).WithName(nameof(ReadProfile)).Allow(Access.Customer).Refuses("customer.unknown");
        me.MapPut("/name", Rename).WithName(nameof(ChangeName)).Allow(Access.Customer).Refuses(Own);
        me.MapPut("/email", SetEmail).WithName(nameof(ChangeEmail)).Allow(Access.Customer).CountsAs(LimitedAction.Credentials).Refuses([.. Own, .. Proven, "customer.email_taken", "stream.moved_on"]);
        me.MapPut("/password", SetPassword).WithName(nameof(ChangePassword)).Allow(Access.Customer).CountsAs(LimitedAction.Credentials).Refuses([.. Own, .. Proven, "stream.moved_on"]);
        me.MapGet("/addresses", Addresses).WithName(nameof(ListAddresses)).Allow(Access.Customer).Refuses("customer.unknown");
        me.MapPost("/addresses", Add).WithName(nameof(AddAddress)).Allow(Access.Customer).Refuses([.. Own, "customer.too_many_addresses"]);
        me.MapGet("/addresses/{addressId:guid}", One).WithName(nameof(ReadAddress)).Allow(Access.Customer).Refuses("customer.address_unknown");
        me.MapPut("/addresses/{addressId:guid}", Change).WithName(nameof(ChangeAddress)).Allow(Access.Customer).Refuses([.. Own, "customer.address_unknown"]);
        me.MapDelete("/addresses/{addressId:guid}", Remove).WithName(nameof(RemoveAddress)).Allow(Access.Customer).Refuses([.. Own, "customer.address_unknown"]);
        me.MapPut("/default-addresses", Choose).WithName(nameof(ChooseDefaultAddress)).Allow(Access.Customer).Refuses([.. Own, "customer.address_unknown"]);
    }

    public sealed record RegisterRequest(string Email, string Name, string Password);

    public sealed record NameRequest(string Name);

    public sealed record EmailRequest(string Email, string CurrentPassword);

    public sealed record PasswordRequest(string CurrentPassword, string NewPassword);

    public sealed record AddressRequest(PostalAddress Address);

    public sealed record DefaultAddressRequest(AddressUse Use, Guid AddressId);

    [EndpointSummary("Open an account")]
    private static async Task<Results<Created<CustomerView>, ProblemHttpResult>> Register(RegisterRequest body, ClientAddress client, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RegisterCustomer.Command(body.Email, body.Name, body.Password, client.Text), ct)).ToCreated(_ => "/v1/me");

    [EndpointSummary("Read the profile of the customer who is logged in")]
    private static async Task<Results<Ok<CustomerView>, ProblemHttpResult>> Profile(Caller.Customer me, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ReadProfile.Query(me), ct)).ToHttp();

    [EndpointSummary("Change the name")]
    private static async Task<Results<Ok<CustomerView>, ProblemHttpResult>> Rename(NameRequest body, IfMatch seen, Caller.Customer me, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ChangeName.Command(me, body.Name, seen.Version), ct)).ToHttp();

    [EndpointSummary("Change the e-mail to log in with")]
    private static async Task<Results<Ok<CustomerView>, ProblemHttpResult>> SetEmail(EmailRequest body, ClientAddress client, Caller.Customer me, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ChangeEmail.Command(me.Id, body.Email, body.CurrentPassword, client.Text), ct)).ToHttp();

    [EndpointSummary("Change the password; every session ends and the answer starts a new one")]
    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> SetPassword(PasswordRequest body, ClientAddress client, Caller.Customer me, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ChangePassword.Command(me.Id, body.CurrentPassword, body.NewPassword, client.Text), ct)).ToHttp();

    [EndpointSummary("Read the address book")]
    private static async Task<Results<Ok<AddressBook>, ProblemHttpResult>> Addresses(Caller.Customer me, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListAddresses.Query(me), ct)).ToHttp();

    [EndpointSummary("Add an address; the first becomes the default")]
    private static async Task<Results<Created<AddressView>, ProblemHttpResult>> Add(AddressRequest body, IfMatch seen, Caller.Customer me, ISender sender, CancellationToken ct) =>
        (await sender.Send(new AddAddress.Command(me, body.Address, seen.Version), ct)).ToCreated(kept => $"/v1/me/addresses/{kept.Id}");

    [EndpointSummary("Read an address")]
    private static async Task<Results<Ok<AddressView>, ProblemHttpResult>> One(Guid addressId, Caller.Customer me, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ReadAddress.Query(me, addressId), ct)).ToHttp();

    [EndpointSummary("Replace an address")]
    private static async Task<Results<Ok<AddressView>, ProblemHttpResult>> Change(Guid addressId, AddressRequest body, IfMatch seen, Caller.Customer me, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ChangeAddress.Command(me, addressId, body.Address, seen.Version), ct)).ToHttp();

    [EndpointSummary("Remove an address")]
    private static async Task<Results<Ok<AddressBook>, ProblemHttpResult>> Remove(Guid addressId, IfMatch seen, Caller.Customer me, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RemoveAddress.Command(me, addressId, seen.Version), ct)).ToHttp();

    [EndpointSummary("Choose the address that is offered first for shipping or for billing")]
    private static async Task<Results<Ok<AddressBook>, ProblemHttpResult>> Choose(DefaultAddressRequest body, IfMatch seen, Caller.Customer me, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ChooseDefaultAddress.Command(me, body.Use, body.AddressId, seen.Version), ct)).ToHttp();
}

using Carter;
using Commerce.Application.Customers;
using Commerce.Application.Pipeline;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Customers;

public sealed class AdminCustomersModule : ICarterModule
{
    private static readonly Access Read = Access.Staff("customers:read");
    private static readonly Access Write = Access.Staff("customers:write");

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var customers = app.MapGroup("/v1/admin/customers").WithTags("Customers (admin)");

        customers.MapGet("", List).WithName(nameof(ListCustomers)).Allow(Read);
        customers.MapGet("/{customerId:guid}", One).WithName(nameof(ReadCustomer)).Allow(Read).Refuses("customer.unknown");
        customers.MapPut("/{customerId:guid}/groups", Assign).WithName(nameof(AssignGroups)).Allow(Write).Refuses("customer.unknown", "group.unknown");
        customers.MapPut("/{customerId:guid}/company", AssignOne).WithName(nameof(AssignCompany)).Allow(Write).Refuses("customer.unknown");
        customers.MapPut("/{customerId:guid}/status", SetStatus).WithName(nameof(SetCustomerStatus)).Allow(Write).Refuses("customer.unknown");

        var groups = app.MapGroup("/v1/admin/customer-groups").WithTags("Customers (admin)");

        groups.MapGet("", Groups).WithName(nameof(ListGroups)).Allow(Read);
        groups.MapPut("/{code}", Define).WithName(nameof(DefineGroup)).Allow(Write).Refuses("stream.moved_on");
        groups.MapDelete("/{code}", Remove).WithName(nameof(RemoveGroup)).Allow(Write).Refuses("group.in_use", "stream.moved_on");
    }

    public sealed record GroupsRequest(IReadOnlyList<string> Groups);

    /// <param name="Company">The code of the company; null for none.</param>
    public sealed record CompanyRequest(string? Company);

    public sealed record StatusRequest(CustomerStatus Status, string? Reason = null);

    public sealed record GroupRequest(string Name);

    [EndpointSummary("List customers, newest first")]
    private static async Task<Results<Ok<Page<CustomerSummary>>, ProblemHttpResult>> List(
        string? search, string? group, string? company, string? cursor, int? limit, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListCustomers.Query(search, group, company, cursor, limit ?? Paging.Default), ct)).ToHttp();

    [EndpointSummary("Read a customer")]
    private static async Task<Results<Ok<CustomerView>, ProblemHttpResult>> One(Guid customerId, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ReadCustomer.Query(customerId), ct)).ToHttp();

    [EndpointSummary("Put a customer into exactly these groups")]
    private static async Task<Results<Ok<CustomerView>, ProblemHttpResult>> Assign(Guid customerId, GroupsRequest body, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new AssignGroups.Command(customerId, body.Groups, seen.Version), ct)).ToHttp();

    [EndpointSummary("Say which company a customer buys for")]
    private static async Task<Results<Ok<CustomerView>, ProblemHttpResult>> AssignOne(Guid customerId, CompanyRequest body, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new AssignCompany.Command(customerId, body.Company, seen.Version), ct)).ToHttp();

    [EndpointSummary("Shut an account, or open it again")]
    private static async Task<Results<Ok<CustomerView>, ProblemHttpResult>> SetStatus(Guid customerId, StatusRequest body, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new SetCustomerStatus.Command(customerId, body.Status, body.Reason, seen.Version), ct)).ToHttp();

    [EndpointSummary("List the customer groups")]
    private static async Task<Results<Ok<Page<GroupView>>, ProblemHttpResult>> Groups(ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListGroups.Query(), ct)).ToHttp();

    [EndpointSummary("Create a customer group, or rename it")]
    private static async Task<Results<Ok<GroupView>, ProblemHttpResult>> Define(string code, GroupRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new DefineGroup.Command(code, body.Name), ct)).ToHttp();

    [EndpointSummary("Remove a customer group that nobody is in")]
    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(string code, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RemoveGroup.Command(code), ct)).ToNoContent();
}
